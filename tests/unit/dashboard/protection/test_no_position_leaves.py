"""Every route and every export is asked, and none tells where a protected camp is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.publication.order import Format
from dashboard.services import Services
from geodata import export
from tests.leaks import leaks
from tests.unit.dashboard.protection.conftest import BY_AREA, BY_KIND, KEPT, OPEN, SECRETS, SHOWN

PAGE = {"X-Conflict-Map": "page"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
IDS = (BY_KIND.id, KEPT.id, BY_AREA.id, OPEN.id)
EXPORTS = tuple(
    f"{rows}{ending}"
    for module in export.formats().values()
    for ending in module.SUFFIXES
    for rows in (*module.ROWS, *([export.ALL] if module.SEVERAL else []))
)
VALUES = {
    "camp_id": (*IDS, *(f"{KEPT.id}.{ending}" for ending in ("csv", "geojson", "pdf"))),
    "ending": tuple(Format),
    "file": EXPORTS,
    "story_id": ("1", "2", "3", "4"),
    "name": ("labels.json", "DejaVuSans.ttf", "csv", "geojson", "xlsx", "kml", "gpkg"),
    "filename": ("js/page.js",),
    "job_id": ("x",),
    "key": ("x",),
    "batch": ("999",),
    "number": ("1", "999"),
    "path": ("nothing",),
    "package_name": ("dash",),
    "fingerprinted_path": ("nothing.js",),
}
"""What stands for the parameters of routes. A route with another one is not walked: add what it may be."""
MARKS = (*IDS, *(f"{each}~2" for each in IDS), f"{BY_KIND.id}~2~2km-E", f"{KEPT.id}~2~2km-E")
ASKED = {
    "/api/stories": tuple(f"mark={each}&lang={lang}" for each, lang in product(MARKS, ("en", "ar"))),
    "/api/together": tuple(f"mark={each}" for each in (*MARKS, "sy-raqqa")),
    "/api/places": ("q=مخيم", "q=Hidden", "q=Kept", "q=Raqqa"),
    "/api/figure": (f"label={'|'.join(IDS[:1])}", "lang=ar"),
    "/api/figure/point": ("x=0.5&y=0.5",),
    "/api/mentions": ("limit=100", "limit=100&sort=place&lang=ar"),
    "/api/v1/mentions": ("limit=100", "format=geojson"),
    "/api/v1/places": ("limit=100", "format=geojson"),
    "/api/v1/stories": ("limit=100", "format=geojson"),
    "/camps": ("", "q=camp", "lang=ar"),
    "/camps/compare": (f"id={IDS[0]}&id={IDS[1]}", f"id={IDS[1]}&id={IDS[2]}&lang=ar"),
    "/camp/<camp_id>": ("", "lang=ar", "km=5"),
    "/export/<file>": ("", "archive=yes"),
    "/figure.<ending>": ("size=480x400", f"size=480x400&label={BY_KIND.id}&lang=ar"),
    "/story/<int:story_id>": ("", "lang=ar"),
}
"""What routes are asked beside nothing at all, or instead of it where nothing is refused."""
REFUSED = frozenset(
    (
        *("/<path:path>", "/api/<path:path>", "/assets/<path:filename>", "/_favicon.ico", "/_reload-hash"),
        *("/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>", "/assets/whole/<name>"),
        *("/api/animation/<job_id>", "/api/animation/<job_id>/file", "/api/adding/<job_id>"),
    )
)
"""Routes that need not answer: of scripts, of what there is not, of jobs somebody else began."""
NUMBERS_OF_OTHER_THINGS = ("/basemap/", "/figure.", "/fonts/", "/assets/", "/_dash", "/", "/export/map.html")
"""Answers with numbers that are no coordinates, or those of the base map: only pairs are looked for."""


def paths_of(rule: str) -> Iterator[str]:
    """The paths a route is asked by."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", rule)
    missing = [name for name in names if name not in VALUES]
    assert not missing, f"{rule} is not walked: say what {missing} may be, in VALUES"
    for values in product(*(VALUES[name] for name in names)):
        path = rule
        for value in values:
            path = re.sub(r"<(?:\w+:)?\w+>", value, path, count=1)
        for pairs in ASKED.get(rule, ("",)):
            yield f"{path}?{pairs}" if pairs else path


def pairs_only(path: str) -> bool:
    """Whether an answer has numbers of other things."""
    return path == "/" or any(path.startswith(each) for each in NUMBERS_OF_OTHER_THINGS if each != "/")


def exactly(path: str) -> str:
    """The path by which who sees exactly is told so: what is made for others must be asked for as such."""
    if path.startswith(("/api/v1/", "/api/cube", "/api/facets", "/api/areas", "/api/places", "/api/camps")):
        return path
    return f"{path}{'&' if '?' in path else '?'}exact=yes"


def test_no_route_tells_where_a_protected_camp_is(public: FlaskClient) -> None:
    found, walked = [], set()
    for rule in public.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        for path in paths_of(rule.rule):
            answer = public.get(path)
            found += [f"{path}: broken"] * (answer.status_code >= 500)
            if answer.status_code == 200:
                walked.add(rule.rule)
            body = answer.get_data()
            found += [f"{path}: {leak}" for leak in leaks(body, SECRETS, pairs=pairs_only(path))]
            headers = "\n".join(f"{name}: {value}" for name, value in answer.headers)
            found += [f"{path}: header: {leak}" for leak in leaks(headers.encode(), SECRETS)]
            answer.close()
    assert found == []
    every = {rule.rule for rule in public.application.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert every - walked - REFUSED == set(), "these answered nothing: ask them something in ASKED"


def test_what_changes_tells_a_stranger_nothing(public: FlaskClient) -> None:
    for rule in public.application.url_map.iter_rules():
        for method in {"POST", "PUT", "DELETE", "PATCH"} & (rule.methods or set()):
            if rule.rule.startswith("/_dash"):
                continue
            for path in paths_of(rule.rule):
                answer = public.open(path, method=method, headers=PAGE, environ_base=ELSEWHERE)
                assert leaks(answer.get_data(), SECRETS) == [], path


def test_the_walk_would_see_what_is_told(public: FlaskClient, services: Services) -> None:
    """With exact positions on, the same answers do tell: the search for them works."""
    assert public.post("/api/exact", data={"on": "yes"}, headers=PAGE).json == {"exact": True}
    telling = [
        *("/api/cube", "/api/places?q=Hidden", "/api/v1/mentions", "/api/v1/places?format=geojson"),
        *("/feed.georss", "/api/camps", f"/camp/{KEPT.id}.geojson", "/export/map.html"),
        *(f"/export/{file}" for file in EXPORTS if not file.startswith("citations")),
    ]
    for path in telling:
        answer = public.get(exactly(path))
        assert leaks(answer.get_data(), SECRETS, pairs=pairs_only(path)), path
        assert "private" in answer.headers["Cache-Control"], path
        answer.close()


def is_a_file(answer: TestResponse) -> bool:
    """Whether an answer leaves the page as it is: a file to save, a feed, a picture."""
    saved = answer.headers.get("Content-Disposition", "").startswith("attachment")
    kinds = ("image/", "video/", "text/csv", "application/pdf", "application/atom+xml", "application/vnd.")
    return saved or answer.mimetype.startswith(kinds)


def test_no_route_gives_files_with_exact_positions_unasked(public: FlaskClient) -> None:
    """Nor does one that comes to be tomorrow: it is known by what it answers, not by its name."""
    assert public.post("/api/exact", data={"on": "yes"}, headers=PAGE).json == {"exact": True}
    given = set()
    for rule in public.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        for path in paths_of(rule.rule):
            answer = public.get(path)
            if answer.status_code == 200 and is_a_file(answer):
                given.add(rule.rule)
                assert leaks(answer.get_data(), SECRETS, pairs=pairs_only(path)) == [], path
            answer.close()
    assert {"/feed.atom", "/export/<file>", "/figure.<ending>"} <= given, "the walk meets files"


def test_what_is_passed_on_is_covered_also_for_who_sees_exactly(public: FlaskClient) -> None:
    """Whoever forgets that exact positions are on screen gives none of them away."""
    made = [
        *(f"/export/{file}" for file in EXPORTS),
        *("/export/map.html", "/feed.atom", "/feed.georss", "/figure.svg?size=480x400", "/api/figure"),
        *(f"/camp/{KEPT.id}.{ending}" for ending in ("csv", "geojson", "pdf")),
        *(f"/camps/export/{ending}" for ending in ("csv", "geojson")),
    ]
    tags = {}
    for path in made:
        with public.get(path) as answer:
            tags[path] = answer.headers.get("ETag")
    public.post("/api/exact", data={"on": "yes"}, headers=PAGE)
    for path in made:
        with public.get(path) as answer:
            assert answer.status_code == 200, path
            assert leaks(answer.get_data(), SECRETS, pairs=pairs_only(path)) == [], path
            assert answer.headers.get("ETag") == tags[path], path
    assert leaks(public.get("/api/cube").get_data(), SECRETS)


def test_asking_for_exact_positions_is_not_enough(public: FlaskClient) -> None:
    for path in ("/export/places.geojson?exact=yes", "/figure.svg?size=480x400&exact=yes"):
        assert leaks(public.get(path).get_data(), SECRETS, pairs=pairs_only(path)) == [], path


def test_a_file_with_exact_positions_says_so(public: FlaskClient) -> None:
    public.post("/api/exact", data={"on": "yes"}, headers=PAGE)
    told = "Do not publish this file"
    assert told in public.get("/export/mentions.kml?exact=yes").get_data(as_text=True)
    assert told not in public.get("/export/mentions.kml").get_data(as_text=True)


def test_a_camp_that_may_be_shown_is(public: FlaskClient) -> None:
    for path in ("/api/cube", "/export/mentions.csv", "/export/places.gpkg", "/api/camps"):
        answer = public.get(path)
        assert leaks(answer.get_data(), [SHOWN]), path
        answer.close()


def test_answers_are_never_mixed_up(public: FlaskClient) -> None:
    paths = ("/api/cube", "/api/facets", "/api/areas/cube", "/figure.png?size=480x400", "/feed.atom")
    paths += ("/api/v1/mentions", "/api/camps", "/export/map.html", "/api/figure")
    paths = tuple(map(exactly, paths))
    covered = {path: public.get(path) for path in paths}
    public.post("/api/exact", data={"on": "yes"}, headers=PAGE)
    exact = {
        path: public.get(path, headers={"If-None-Match": covered[path].headers["ETag"]}) for path in paths
    }
    public.post("/api/exact", data={"on": "no"}, headers=PAGE)
    for path in paths:
        assert exact[path].status_code == 200, path
        assert exact[path].headers["ETag"] != covered[path].headers["ETag"], path
        assert "Cookie" in covered[path].headers.get("Vary", ""), path
        again = public.get(path, headers={"If-None-Match": exact[path].headers["ETag"]})
        assert (again.status_code, again.get_data()) == (200, covered[path].get_data()), path
        assert public.get(path, headers={"If-None-Match": again.headers["ETag"]}).status_code == 304, path


@pytest.mark.parametrize("rule", ["/api/new/<thing_id>"])
def test_a_new_route_with_an_unknown_parameter_fails_the_walk(rule: str) -> None:
    with pytest.raises(AssertionError, match="is not walked"):
        list(paths_of(rule))
