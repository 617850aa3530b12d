"""The command line from end to end, over a gazetteer of a handful of places."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app
from geodata import commands
from geodata.gazetteer import index, shelf
from geodata.gazetteer.index import Gazetteer
from tests import ROOT
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN
from tests.serving import clean_environment

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = Gazetteer([RAQQA, RAQQA_GOVERNORATE, DEIR, RUKBAN, MOSUL])
    for module in (index, shelf):
        monkeypatch.setattr(module, "bundled", lambda: gazetteer)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = app.main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def last_json(out: str) -> Any:
    return json.loads(out.splitlines()[-1])


def stories_file(folder: Path) -> Path:
    path = folder / "news.jsonl"
    rows = [
        {"id": "1", "title": "Shelling hits Raqqa", "published": "2017-10-12", "source": "One"},
        {"id": "2", "title": "Convoy from Raqqa to Deir ez-Zor", "published": "2017-10-14", "source": "Two"},
        {"id": "3", "title": "Talks go on"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("ingest", str(stories_file(tmp_path)))[0] == 0
    return run


# Every command


def test_every_command_explains_itself_and_takes_a_database(run: Run):
    names = ["serve", "ingest", "geoparse", "geocode", "export", "places search", "stories list"]
    for name in [*names, "stories show", "doctor"]:
        status, out, _ = run(*name.split(), "--help")
        assert (status, "--database" in out) == (0, True), name


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nonsense", "invalid choice: 'nonsense'"),
        ("ingest", "required: SOURCE; see `python app.py ingest --help`"),
        ("ingest missing.jsonl", "There is no file or folder “missing.jsonl”"),
        ("ingest news.jsonl --published yesterweek", "--published “yesterweek” is not a date"),
        ("ingest news.jsonl --column title", "write it as title=Headline"),
        ("ingest news.jsonl --database nowhere/x.db", "The folder nowhere does not exist"),
        ("ingest news.jsonl --database oracle://x", "no store for oracle://"),
        ("ingest news.jsonl --database .", "is a folder"),
        ("stories", "required: COMMAND"),
        ("stories show one", "invalid int value: 'one'"),
        ("stories list", "There is no database"),
        ("export map.geojson", "There is no database"),
        ("export map.xyz --format shapefile", "There is no format “shapefile”"),
        ("export - --json", "would both write to standard output"),
        ("geoparse missing.jsonl", "There is no file “missing.jsonl”"),
        ("geocode missing.jsonl", "There is no file “missing.jsonl”"),
    ],
)
def test_misuse_ends_with_2_the_reason_and_the_remedy(run: Run, tmp_path: Path, line: str, words: str):
    stories_file(tmp_path)
    status, out, err = run(*line.split())
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1


def test_a_time_zone_there_is_not_is_told(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONFLICT_MAP_TIME_ZONE", "Mars/Olympus")
    status, _, err = run("stories", "list")
    assert (status, "CONFLICT_MAP_TIME_ZONE" in err) == (2, True)


# ingest


def test_ingest_reports_by_file_and_repeating_adds_nothing(run: Run, tmp_path: Path):
    path = stories_file(tmp_path)
    status, out, _ = run("ingest", str(path), "--json")
    [counted] = last_json(out)["files"]
    assert status == 0
    assert (counted["stories"], counted["new"], counted["mentions"]) == (3, 3, 3)
    assert (counted["without_place"], counted["without_date"]) == (1, 1)
    status, out, _ = run("ingest", str(path), "--json")
    assert (status, last_json(out)["total"]["unchanged"]) == (0, 3)


def test_ingest_takes_standard_input_and_what_is_said_of_it(run: Run):
    table = "Überschrift,wann\nالقصف على الرقة,2017-10-12\n".encode()
    status, out, err = run(
        "ingest", "-", "--source", "بلدي نيوز", "--column", "title=Überschrift", "--json", stdin=table
    )
    assert (status, last_json(out)["total"]["new"]) == (0, 1), err
    status, out, _ = run("stories", "list", "--json")
    assert last_json(out)["stories"][0]["outlet"] == "بلدي نيوز"


def test_a_story_that_fails_makes_the_status_1(run: Run, tmp_path: Path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "In Raqqa"}\nnot json\n', encoding="utf-8")
    status, out, _ = run("ingest", str(path))
    assert (status, "Refused: 1" in out, "news.jsonl:2" in out) == (1, True, True)


def test_the_database_is_the_option_s_else_the_environment_s(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = str(stories_file(tmp_path))
    monkeypatch.setenv("CONFLICT_MAP_DATABASE", str(tmp_path / "environment.db"))
    run("ingest", path)
    run("ingest", path, "--database", f"sqlite:///{(tmp_path / 'option.db').as_posix()}")
    assert (tmp_path / "environment.db").exists()
    assert (tmp_path / "option.db").exists()
    assert not (tmp_path / "conflict-map.db").exists()


# geoparse and geocode


def test_geoparse_answers_every_line_in_order(run: Run):
    lines = [
        {"id": 7, "text": "قصف الطيران مدينة الرقة أمس."},
        {"id": None, "text": ""},
        {"id": "x", "title": "Raqqa", "text": "Nothing here.", "language": "en", "published": "2017-10-12"},
    ]
    stdin = "\n".join(json.dumps(line) for line in lines).encode()
    status, out, _ = run("geoparse", stdin=stdin)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, [answer["id"] for answer in answers]) == (0, [7, None, "x"])
    [span] = answers[0]["spans"]
    assert lines[0]["text"][span["start"] : span["end"]] == span["text"] == "الرقة"
    assert set(span) == {
        *("start", "end", "text", "place_id", "name", "name_ar", "lat", "lon", "kind", "admin1"),
        *("country", "precision", "confidence", "role", "vicinity"),
    }
    assert (span["place_id"], span["lat"], span["lon"]) == ("sy-raqqa", 35.95, 39.01)
    assert (span["admin1"], span["country"], span["role"]) == ("Raqqa Governorate", "SY", "location")
    assert (answers[1]["spans"], answers[2]["spans"]) == ([], [])


def test_geoparse_tells_of_bad_lines_where_they_stand(run: Run):
    stdin = b'{"id": 1}\nnonsense\n\n[1]\n{"id": "\\ud800", "text": 5}\n\xff\n{"id": 2, "text": "Raqqa"}\n'
    status, out, _ = run("geoparse", "-", stdin=stdin)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [answer["id"] for answer in answers] == [1, None, None, "\ud800", None, 2]
    assert ["error" in answer for answer in answers] == [True] * 5 + [False]
    assert "“text” is missing" in answers[0]["error"]


def test_geoparse_reads_a_file(run: Run, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "In Raqqa."}\n', encoding="utf-8")
    status, out, _ = run("geoparse", "in.jsonl")
    assert (status, len(out.splitlines())) == (0, 1)


EXPLAINED = "Shelling hit the city of Raqqa. Mosul Ahmad, a doctor, was not there."


def test_geoparse_explains_in_words_in_either_language(run: Run):
    status, english, _ = run("geoparse", "--explain", EXPLAINED)
    assert status == 0
    assert english.startswith(
        "Raqqa → Raqqa (city, Raqqa Governorate, SY)\n  “Shelling hit the city of Raqqa.”\n"
    )
    for told in (
        "  Which one?\n",
        "“Raqqa” is the name as the map writes it.",
        "The word “city” beside it says what kind of place it is.",
        "    * 0.",
        "Raqqa / الرقة (city, Raqqa Governorate, SY)",
    ):
        assert told in english, told
    _, arabic, _ = run("geoparse", "--explain", EXPLAINED, "--language", "ar")
    for told in ("Raqqa ← الرقة (مدينة، محافظة الرقة، SY)", "كلمة «city» إلى جانبه تبيّن نوع المكان."):
        assert told in arabic, told


def test_geoparse_tells_which_names_were_read_as_something_else(run: Run):
    _, out, _ = run("geoparse", "--explain", EXPLAINED)
    told = out[out.index("Names of places that were read as something else") :]
    assert "  Mosul (Mosul: city, IQ)\n" in told
    assert "      The place is little known, so a name alone does not prove that it is meant.\n" in told


def test_geoparse_explains_as_json_too(run: Run):
    line = {"id": "a", "title": "Raqqa", "text": EXPLAINED, "published": "2017-10-12"}
    _, out, _ = run("geoparse", "--explain", "--json", "--language", "ar", stdin=json.dumps(line).encode())
    [record] = [json.loads(row) for row in out.splitlines()]
    assert (record["id"], record["language"], len(record["spans"])) == ("a", "ar", 1)
    assert [mention["part"] for mention in record["mentions"]] == ["title", "text"]
    for mention in record["mentions"]:
        assert mention["drawn"]
        assert {reason["code"] for reason in mention["reasons"]} >= {"name.exact"}
        assert [answer["about"] for answer in mention["answers"]][:2] == ["name", "place"]
        assert "نُشر الخبر في 12 تشرين الأول 2017" in mention["answers"][-1]["sentences"][0]
        best, other = mention["candidates"]
        assert (best["place_id"], other["kind"]) == ("sy-raqqa", "governorate")
        assert best["score"] > other["score"] > 0
        assert sum(part["weight"] for part in best["evidence"]) == pytest.approx(best["score"], abs=0.05)
    [rejected] = record["rejected"]
    assert (rejected["text"], rejected["place_id"]) == ("Mosul", "gn-99072")
    assert line["text"][rejected["start"] : rejected["end"]] == "Mosul"
    assert len(rejected["sentences"]) == len(rejected["reasons"]) > 0


def test_geoparse_takes_a_text_of_several_words_as_it_is(run: Run):
    status, out, _ = run("geoparse", "Shelling in Raqqa " + "and on " * 200)
    [span] = json.loads(out)["spans"]
    assert (status, span["text"]) == (0, "Raqqa")
    assert run("geoparse", "two words.jsonl")[0] == 2
    assert run("geoparse", "--explain", "--language", "fr", "Shelling in Raqqa")[0] == 2


@pytest.mark.parametrize("name", ["story.txt", "a story.md", "story", "story.unknown"])
def test_geoparse_takes_a_file_of_plain_text_as_one_text(run: Run, tmp_path: Path, name: str):
    text = "Shelling hit Raqqa.\n\n{1} Mosul was quiet; the road to Raqqa stayed shut.\n"
    (tmp_path / name).write_text(text, encoding="utf-8")
    status, out, _ = run("geoparse", name)
    [answer] = [json.loads(line) for line in out.splitlines()]
    raqqa = [span for span in answer["spans"] if span["text"] == "Raqqa"]
    assert (status, answer["id"]) == (0, None)
    assert [text[span["start"] : span["end"]] for span in raqqa] == ["Raqqa", "Raqqa"]
    status, told, _ = run("geoparse", "--explain", name)
    assert status == 0
    assert "Raqqa → Raqqa (city" in told


def test_geoparse_tells_lines_from_text_by_what_stands_in_the_file(run: Run, tmp_path: Path):
    (tmp_path / "lines.log").write_text('\ufeff{"id": 1, "text": "In Raqqa."}\nx\n', encoding="utf-8")
    status, out, _ = run("geoparse", "lines.log")
    assert (status, [json.loads(line)["id"] for line in out.splitlines()]) == (1, [1, None])
    (tmp_path / "old.txt").write_bytes("قصف الطيران مدينة الرقة أمس.".encode("cp1256"))
    status, out, _ = run("geoparse", "old.txt")
    assert (status, [span["text"] for span in json.loads(out)["spans"]]) == (0, ["الرقة"])


@pytest.mark.parametrize(
    ("name", "holds", "told"),
    [
        ("missing.txt", None, "There is no file “missing.txt”"),
        ("my missing.txt", None, "There is no file “my missing.txt”"),
        ("empty.txt", b" \n", "It is empty"),
        ("paper.txt", b"%PDF-1.4 \n", "a PDF document"),
        ("page.htm", b"<!doctype html><html><p>Raqqa</p></html>", "It is a web page"),
        (".", None, "is a folder"),
    ],
)
def test_geoparse_says_what_is_wrong_with_a_file(
    run: Run, tmp_path: Path, name: str, holds: bytes | None, told: str
):
    if holds is not None:
        (tmp_path / name).write_bytes(holds)
    for explain in ((), ("--explain",)):
        status, out, err = run("geoparse", *explain, name)
        assert (status, out) == (2, "")
        assert told in err


def test_explanations_of_bad_lines_and_of_nothing(run: Run):
    stdin = b'{"id": 1}\n{"id": 2, "text": "Nothing."}\n{"id": "\\ud800", "text": "\\ud800 in Raqqa"}\n'
    status, out, err = run("geoparse", "--explain", stdin=stdin)
    assert status == 1
    assert err.startswith("1: “text” is missing")
    assert "── 2\nNo name of a place was found.\n── ?\nRaqqa → Raqqa" in out


def test_geocode_takes_a_name_or_lines(run: Run, tmp_path: Path):
    status, out, _ = run("geocode", "Raqqa")
    answer = json.loads(out)
    assert (status, answer["id"], answer["place_id"], answer["precision"]) == (0, None, "sy-raqqa", 1)
    assert set(answer) == {"id", "place_id", "name", "lat", "lon", "precision", "confidence"}
    lines = [
        {"id": 1, "name": "الرقة", "admin1": "محافظة الرقة", "country": "SYR"},
        {"id": 2, "name": "Xyzzy"},
    ]
    (tmp_path / "names.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, out, _ = run("geocode", "names.jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, answers[0]["place_id"]) == (0, "sy-raqqa")
    assert answers[1] == {
        "id": 2,
        **dict.fromkeys(("place_id", "name", "lat", "lon", "precision", "confidence")),
    }


# export


def test_export_follows_the_name_and_the_filters(filled: Run, tmp_path: Path):
    status, out, err = filled("export", "map.geojson", "--json")
    features = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))["features"]
    assert (status, len(features), last_json(out)["mentions"]) == (0, 3, 3)
    assert "3 mentions" in err
    status, out, _ = filled("export", "-", "--format", "csv", "--from", "2017-10-13", "--undated", "no")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert (status, {row["title"] for row in rows}) == (0, {"Convoy from Raqqa to Deir ez-Zor"})


def test_a_place_may_be_named(filled: Run):
    _, out, err = filled("stories", "list", "--place", "دير الزور", "--json")
    assert last_json(out)["total"] == 1
    assert "sy-deir-ez-zor" in err
    status, _, err = filled("stories", "list", "--place", "Raqa cty")
    assert (status, "No place is called “Raqa cty”" in err) == (2, True)


# places and stories


def test_places_are_found_in_any_script(run: Run):
    status, out, _ = run("places", "search", "الرقة", "--json")
    assert (status, last_json(out)["places"][0]["place_id"]) == (0, "sy-raqqa")
    status, out, err = run("places", "search", "Xyzzy", "--json")
    assert (status, last_json(out), "No place is called" in err) == (0, {"places": []}, True)


def test_stories_are_listed_and_shown(filled: Run):
    status, out, _ = filled("stories", "list", "--json")
    listed = last_json(out)
    assert (status, listed["total"], listed["on_map"]) == (0, 3, 2)
    titles = [story["title"] for story in listed["stories"]]
    assert titles == ["Convoy from Raqqa to Deir ez-Zor", "Shelling hits Raqqa", "Talks go on"]
    status, out, _ = filled("stories", "show", str(listed["stories"][0]["id"]), "--json")
    shown = last_json(out)
    assert (status, [found["place_id"] for found in shown["mentions"]]) == (0, ["sy-raqqa", "sy-deir-ez-zor"])
    status, _, err = filled("stories", "show", "99")
    assert (status, "no story 99" in err) == (1, True)


def test_tables_stand_in_columns(filled: Run):
    _, out, _ = filled("stories", "list")
    lines = out.splitlines()
    assert lines[1].index("Convoy") == lines[0].index("Title") == lines[2].index("Shelling")


# doctor


def test_the_doctor_finds_a_sound_house_sound(filled: Run):
    status, out, _ = filled("doctor", "--json")
    told = last_json(out)
    assert {finding["subject"] for finding in told["findings"] if finding["remedy"]} == set(), out
    assert (status, told["ok"]) == (0, True)
    assert any("3 stories" in finding["state"] for finding in told["findings"])


def test_the_doctor_finds_what_is_wrong(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "conflict-map.db").write_bytes(b"no database at all " * 100)
    requirements = [("sqlalchemy", ">=99"), ("no-such-package-of-ours", ">=1")]
    monkeypatch.setattr(commands.doctor, "requirements", lambda _: requirements)
    status, out, _ = run("doctor", "--json")
    ill = {finding["subject"] for finding in last_json(out)["findings"] if finding["remedy"]}
    assert (status, ill) == (1, {"Database", "sqlalchemy", "no-such-package-of-ours"})


@pytest.mark.parametrize(
    ("installed", "wanted", "expected"),
    [
        ("2.0.40", ">=2.0.40,<3", True),
        ("2.1.9rc1", ">=2.0.40,<3", True),
        ("3.0", ">=2.0.40,<3", False),
        ("1.9", ">=1.10", False),
        ("2", ">=2.0", True),
        ("2025.2", "", True),
        ("1.2", "==1.2,!=1.3", True),
    ],
)
def test_versions_are_compared_as_numbers(installed: str, wanted: str, expected: bool):
    assert commands.doctor.fits(installed, wanted) is expected


# The door


def test_without_a_command_the_dashboard_is_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    served: list[tuple[str, int]] = []

    def serve(services: object, settings: Any) -> int:
        served.append((settings.host, settings.port))
        return 0

    monkeypatch.setattr(app, "serve", serve)
    monkeypatch.chdir(tmp_path)
    assert [app.main([]), app.main(["--port", "9000"]), app.main(["serve", "--host", "0.0.0.0"])] == [0, 0, 0]
    assert served == [("127.0.0.1", 8050), ("127.0.0.1", 9000), ("0.0.0.0", 8050)]


def python(code: str, **environment: str) -> list[str]:
    """The lines a program of one line prints."""
    env = clean_environment() | environment
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, env=env, check=True)
    return done.stdout.decode("utf-8").splitlines()


def test_commands_build_no_dashboard_and_wait_for_nothing_heavy():
    code = "import sys, app; app.main(['geocode', 'Raqqa', '--country', 'SY']); print(*sys.modules)"
    answer, loaded = python(code, CONFLICT_MAP_DATABASE="there-is-none.db")
    assert json.loads(answer)["place_id"] == "sy-raqqa"
    heavy = {"dash", "plotly", "pandas", "geopandas", "matplotlib", "flask", "sqlalchemy"}
    assert not heavy & set(loaded.split())


def test_the_wsgi_object_is_made_when_asked_for_and_once(tmp_path: Path):
    code = (
        "import app; print(app.server.test_client().get('/api/health').status_code, app.server is app.server)"
    )
    database = tmp_path / "news.db"
    assert python(code, CONFLICT_MAP_DATABASE=str(database)) == ["200 True"]
    assert database.exists()


def test_the_door_has_nothing_else():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = app.nonsense


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path):
    lines = "".join(json.dumps({"id": number, "text": ""}) + "\n" for number in range(20_000))
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "app.py", "geoparse", str(tmp_path / "in.jsonl")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=clean_environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
