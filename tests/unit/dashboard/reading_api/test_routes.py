"""The read API as others' programs ask it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import answers
from dashboard.answers import Changes
from dashboard.reading_api.operations import OPERATIONS
from dashboard.reading_api.parameters import parameters
from geodata.export.common.fields import FIELDS, Rows
from geodata.models import Part
from geodata.query import PARAMETERS
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA_GOVERNORATE, mention, story

KINDS = ("mentions", "places", "stories")


def _fill(store: Store) -> None:
    for day in range(1, 8):
        text = "Raqqa and Deir ez-Zor were shelled."
        store.add(
            story(f"Shelling {day}", text, day=f"2017-10-{day:02}", url=f"https://example.org/{day}"),
            [
                mention(start=0, part=Part.TEXT),
                mention(DEIR, start=10, surface="Deir ez-Zor", part=Part.TEXT),
            ],
        )
    store.add(story("Raqqa, undated"), [mention(RAQQA_GOVERNORATE)])
    store.add(story("No place", day="2018-01-01"), [])


def _rows(client: FlaskClient, kind: str, asked: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/{kind}?{asked}")
    assert answer.status_code == 200, answer.data
    found: dict[str, Any] = answer.get_json()
    return found


def test_rows_have_the_columns_of_a_file(client: FlaskClient, store: Store) -> None:
    _fill(store)
    for kind in KINDS:
        found = _rows(client, kind)
        assert list(found[kind][0]) == [field.name for field in FIELDS[Rows(kind)]]
        assert found["total"] == len(found[kind])
        assert found["next"] is None
    assert [_rows(client, kind)["total"] for kind in KINDS] == [15, 3, 8]
    newest = _rows(client, "stories")["stories"][0]
    assert (newest["title"], newest["published"], newest["place_ids"]) == (
        "Shelling 7",
        "2017-10-07",
        "sy-raqqa|sy-deir-ez-zor",
    )
    counts = {place["place_id"]: place["stories"] for place in _rows(client, "places")["places"]}
    assert counts == {"sy-raqqa": 7, "sy-deir-ez-zor": 7, "sy-raqqa-governorate": 1}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_pages_together_are_the_whole(client: FlaskClient, store: Store, kind: str, size: int) -> None:
    _fill(store)
    whole = _rows(client, kind, "limit=1000&from=2017")[kind]
    address, seen = f"/api/v1/{kind}?from=2017&limit={size}", []
    while address:
        answer = client.get(address)
        page = answer.get_json()
        assert len(page[kind]) <= size
        seen += page[kind]
        assert (f'<{page["next"]}>; rel="next"' in answer.headers["Link"]) == bool(page["next"])
        address = page["next"]
    assert seen == whole
    beyond = _rows(client, kind, f"offset={len(whole) + 5}&from=2017")
    assert (beyond[kind], beyond["total"]) == ([], len(whole))


@pytest.mark.parametrize("kind", KINDS)
def test_geojson_by_name_or_by_what_is_accepted(client: FlaskClient, store: Store, kind: str) -> None:
    _fill(store)
    accepts = {"Accept": "application/geo+json"}
    for answer in (
        client.get(f"/api/v1/{kind}?limit=2&format=geojson"),
        client.get(f"/api/v1/{kind}?limit=2", headers=accepts),
    ):
        assert answer.mimetype == "application/geo+json"
        assert "Accept" in answer.headers["Vary"]
        found = answer.get_json()
        assert (found["type"], found["numberReturned"]) == ("FeatureCollection", 2)
        assert found["numberMatched"] == _rows(client, kind)["total"]
        first = found["features"][0]
        assert first["geometry"]["type"] == ("MultiPoint" if kind == "stories" else "Point")
        assert "lat" not in first["properties"]
    assert (
        client.get(f"/api/v1/{kind}", headers={"Accept": "text/html,*/*;q=0.8"}).mimetype
        == "application/json"
    )


def test_a_story_is_whole_and_has_its_mentions(client: FlaskClient, store: Store) -> None:
    _fill(store)
    found = client.get("/api/v1/stories/1").get_json()
    assert found["story"]["text"] == "Raqqa and Deir ez-Zor were shelled."
    assert [one["place_id"] for one in found["mentions"]] == ["sy-raqqa", "sy-deir-ez-zor"]
    assert found["page"] == "http://localhost/story/1"
    assert client.get("/story/1").status_code == 200
    alone = client.get("/api/v1/stories/9").get_json()
    assert (alone["story"]["title"], alone["mentions"]) == ("No place", [])
    for number in ("10", "0", str(2**63), str(10**30)):
        answer = client.get(f"/api/v1/stories/{number}")
        assert (answer.status_code, list(answer.get_json())) == (404, ["error"])


def test_sums_are_told_in_days_and_without_what_is_ours(client: FlaskClient, store: Store) -> None:
    _fill(store)
    covered = client.get("/api/v1/coverage?bin=month").get_json()
    assert covered["bins"] == [{"first": "2017-10-01", "outlets": 1}, {"first": "2018-01-01", "outlets": 1}]
    assert covered["silent"] == [{"first": "2017-10-08", "days": 85}]
    kinds = client.get("/api/v1/facets?from=2017&undated=no").get_json()["facets"]["kind"]
    assert kinds == [{"value": "city", "stories": 7, "name": "city", "name_ar": "مدينة"}]


# ---- sent again only when it changed


@pytest.mark.parametrize(
    "path", ["mentions", "places?format=geojson", "stories", "stories/1", "facets", "coverage"]
)
def test_what_is_unchanged_is_not_sent_again(
    client: FlaskClient, store: Store, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(store)
    address = f"/api/v1/{path}"
    first = client.get(address)
    tag = first.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    since = first.headers["Last-Modified"]
    assert client.get(address, headers={"If-Modified-Since": since}).status_code == 304
    other = {"If-None-Match": '"another"', "If-Modified-Since": since}
    assert client.get(address, headers=other).status_code == 200
    packed = client.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    both = {"Accept-Encoding": "gzip", "If-None-Match": packed}
    assert client.get(address, headers=both).status_code == 304
    store.add(story("Raqqa again", day="2019-01-01"), [mention()])
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    # Even within the second in which it was read before.
    assert client.get(address, headers={"If-Modified-Since": since}).status_code == 200


def test_two_versions_of_one_second_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(answers.datetime):
        at = answers.datetime(2026, 1, 1, 12, 0, 0, 300_000, tzinfo=answers.UTC)

        @classmethod
        def now(cls, tz: Any = None) -> answers.datetime:
            return cls.at

    monkeypatch.setattr(answers, "datetime", Clock)
    changes = Changes()
    first = changes.since("one")
    assert first == answers.datetime(2026, 1, 1, 12, tzinfo=answers.UTC)
    assert changes.since("two") is None
    Clock.at = Clock.at.replace(second=1)
    second = changes.since("two")
    assert second is not None
    assert second > first
    assert changes.since("two") == second


# ---- what makes no sense


@pytest.mark.parametrize(
    "asked",
    [
        "mentions?limit=0", "mentions?limit=1001", "places?offset=x", "stories?limit=1e3",
        "mentions?format=xml", "mentions?frm=2017", "mentions?from=tomorrow", "facets?limit=5",
        "stories/1?lang=ar", "stories?limit=%D9%A5",
        "coverage?bin=hour", "coverage?from=2017", "places?bbox=1,2,3", "places?event=party",
    ],
)  # fmt: skip
def test_it_is_refused_in_words(client: FlaskClient, asked: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert answer.status_code == 400
    assert list(answer.get_json()) == ["error"]
    assert answer.get_json()["error"].endswith(".")


def test_a_refusal_is_json_whatever_is_asked(client: FlaskClient) -> None:
    for answer, status in (
        (client.get("/api/v1/camps"), 404),
        (client.get("/api/v2/mentions"), 404),
        (client.post("/api/v1/mentions"), 405),
        (client.delete("/api/v1/stories/1"), 405),
    ):
        assert (answer.status_code, list(answer.get_json())) == (status, ["error"])
    assert "GET" in client.post("/api/v1/mentions").headers["Allow"]


def test_no_other_site_may_read_it(client: FlaskClient, store: Store) -> None:
    _fill(store)
    answer = client.get("/api/v1/mentions", headers={"Origin": "https://example.org"})
    assert not [name for name in answer.headers if name[0].lower().startswith("access-control")]


DRAWN = ("/figure", "/api/figure", "/export", "/api/adding", "/api/animation")
"""What is tried where it is made: drawing takes its time."""
_GIVEN = sorted({*PARAMETERS, *parameters(), "nonsense"})
_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "0", "-1", "1", "7", "|", ",", "1|2", "yes", "2017-02-30", "2017", "0001", "9999"]),
    st.sampled_from(
        ["nan,nan,nan,nan", "0 0,1 1,2 0", "nan nan,0 0,1 1", "inf,0,0,0", "1" * 400, '"', "*", "iso-SY"]
    ),
    st.sampled_from(
        ["Infinity", "\x00", "٢٠١٧", "x" * 3000, "a AND b", "NEAR(", "city|camp", "-", "~", "sy-raqqa~2"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from([one.path for one in OPERATIONS if not one.path.startswith(DRAWN)]),
    number=st.one_of(st.integers(0, 12), st.integers(0, 10**25)),
    pairs=st.dictionaries(st.sampled_from(_GIVEN), _VALUES, max_size=4),
    accept=st.sampled_from(["*/*", "application/geo+json", "", ";;q=x"]),
)
def test_nothing_that_is_asked_is_a_fault_of_the_server(
    client: FlaskClient, store: Store, path: str, number: int, pairs: dict[str, str], accept: str
) -> None:
    if not store.data_version():
        _fill(store)
    asked = path.replace("{story_id}", str(number))
    answer = client.get(asked, query_string=pairs, headers={"Accept": accept})
    assert answer.status_code in (200, 400, 404), (asked, pairs, answer.data)
    if answer.status_code != 200:
        assert list(answer.get_json()) == ["error"]
