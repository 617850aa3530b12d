import json
from pathlib import Path

import pytest

from geodata.errors import DataError, NotFoundError, UsageError
from geodata.gazetteer import shelf
from geodata.gazetteer.agreement import agreements
from geodata.gazetteer.areas import areas, credits_of, levels
from geodata.gazetteer.index import bundled
from geodata.gazetteer.merged import merged_places
from geodata.gazetteer.sources import sources
from geodata.geoparse import Geoparser

HEADING = "wof_id placetype name lat lon country geonames_id population ara superseded region_id".split()  # noqa: SIM905
VILLAGE = ["11", "locality", "Zarnouqiye", "33.4", "35.4", "LB", "", "", "زرنوقية", "0", ""]


def wof(path: Path, *rows: list[str]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in (HEADING, *rows)), encoding="utf-8")
    return path


def row(number: int, name: str, lat: float, lon: float, arabic: str = "") -> list[str]:
    return [str(number), "locality", name, str(lat), str(lon), "SY", "", "", arabic, "0", ""]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gazetteers"


def squares(path: Path, level: int = 2) -> Path:
    """Two districts side by side, the second with a corner on the common border."""
    shapes = (
        [[36, 35], [37, 35], [37, 35.5], [37.001, 35.52], [37, 35.54], [37, 36], [36, 36], [36, 35]],
        [[37, 35], [38, 35], [38, 36], [37, 36], [37, 35.54], [37.001, 35.52], [37, 35.5], [37, 35]],
    )
    features = [
        {
            "type": "Feature",
            "properties": {
                f"adm{level}_name": f"Unit {n}",
                f"adm{level}_pcode": f"SY990{n}",
                "adm1_pcode": "SY05",
                "adm0_pcode": "SY",
            },
            "geometry": {"type": "Polygon", "coordinates": [shape]},
        }
        for n, shape in enumerate(shapes, start=1)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_an_empty_folder_is_the_project_s_own_gazetteer(folder):
    assert sources(folder) == []
    assert shelf.open_gazetteer(folder) is bundled()


def test_a_source_is_told_of_as_it_was_added(folder, tmp_path):
    added = shelf.add(
        folder, "whosonfirst", wof(tmp_path / "wof_lb.tsv", VILLAGE, [*VILLAGE[:3], "x", *VILLAGE[4:]])
    )
    assert sources(folder) == [added]
    assert (added.name, added.file, added.places, added.faults) == ("whosonfirst-wof_lb", "wof_lb.tsv", 1, 1)
    assert added.first_faults == (("row 3", "latitude 'x' is not a number"),)


def test_the_same_name_replaces_and_keeps_its_turn(folder, tmp_path):
    file = wof(tmp_path / "a.tsv", VILLAGE)
    first = shelf.add(folder, "whosonfirst", file, name="mine")
    shelf.add(folder, "whosonfirst", file, name="other")
    wof(file, VILLAGE, row(12, "Zzaytun", 35, 37))
    again = shelf.add(folder, "whosonfirst", file, name="mine")
    assert [source.name for source in sources(folder)] == ["mine", "other"]
    assert (again.added, again.places) == (first.added, 2)


def test_a_second_source_of_the_same_place_changes_no_id(folder, tmp_path):
    shelf.add(folder, "whosonfirst", wof(tmp_path / "a.tsv", VILLAGE))
    cells = ["7", "Zarnuqiyah", "Zarnuqiyah", "", "33.401", "35.401", "P", "PPL", "LB", *[""] * 10]
    dump = tmp_path / "LB.txt"
    dump.write_text("\t".join(cells), encoding="utf-8")
    shelf.add(folder, "geonames", dump)
    gazetteer = shelf.open_gazetteer(folder)
    assert gazetteer.place("gn-7") is gazetteer.place("wof-11")
    assert [tally.joined for tally in shelf.tallies(folder)] == [0, 1]


def test_own_places_gain_names_that_no_text_is_searched_for(folder, tmp_path):
    raqqa = bundled().place("sy-raqqa")
    shelf.add(
        folder,
        "whosonfirst",
        wof(tmp_path / "a.tsv", row(1, "Raqqa", raqqa.lat, raqqa.lon, "الرقة|قرقيسيوم")),
    )
    gazetteer = shelf.open_gazetteer(folder)
    assert [place.id for place in gazetteer.lookup("قرقيسيوم")] == ["sy-raqqa"]
    assert gazetteer.place("sy-raqqa").lat == raqqa.lat
    assert "قرقيسيوم" not in dict(gazetteer.names())
    assert Geoparser(gazetteer).parse("وقالت قرقيسيوم ان") == []


def test_an_added_village_is_found_in_a_text_that_vouches_for_it(folder, tmp_path):
    shelf.add(folder, "whosonfirst", wof(tmp_path / "a.tsv", VILLAGE))
    parser = Geoparser(shelf.open_gazetteer(folder))
    found = [
        mention.place.id
        for mention in parser.parse("غارة على بلدة زرنوقية قرب صور جنوب لبنان")
        if mention.place
    ]
    assert "wof-11" in found
    assert parser.parse("كانت زرنوقية في ما مضى") == []


def test_what_was_merged_is_kept_and_made_anew_when_something_changes(folder, tmp_path):
    shelf.add(folder, "whosonfirst", wof(tmp_path / "a.tsv", VILLAGE))
    kept = folder / "merged" / "places.csv"
    first = merged_places(folder)
    kept.unlink()
    assert merged_places(folder) == first
    assert kept.exists()
    about = folder / "whosonfirst-a" / "about.json"
    about.write_text(about.read_text(encoding="utf-8").replace("a.tsv", "b.tsv"), encoding="utf-8")
    kept.write_text("not a table", encoding="utf-8")
    assert merged_places(folder) == first


def test_a_damaged_source_says_what_to_do(folder, tmp_path):
    shelf.add(folder, "whosonfirst", wof(tmp_path / "a.tsv", VILLAGE))
    (folder / "whosonfirst-a" / "about.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="add that gazetteer again"):
        shelf.open_gazetteer(folder)


@pytest.mark.parametrize("name", ["../up", "a/b", "merged", "", ".hidden"])
def test_a_name_stays_inside_the_folder(folder, tmp_path, name):
    file = wof(tmp_path / "a.tsv", VILLAGE)
    if name:
        with pytest.raises(UsageError, match="--name"):
            shelf.add(folder, "whosonfirst", file, name=name)
    else:
        assert shelf.add(folder, "whosonfirst", file, name=name).name == "whosonfirst-a"


def test_removing_what_is_not_there_names_what_is(folder, tmp_path):
    shelf.add(folder, "whosonfirst", wof(tmp_path / "a.tsv", VILLAGE))
    with pytest.raises(NotFoundError, match="whosonfirst-a"):
        shelf.remove(folder, "../gazetteers")


def test_a_folder_that_cannot_be_written_is_a_misuse(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="--gazetteers"):
        shelf.add(blocked / "inside", "whosonfirst", wof(tmp_path / "a.tsv", VILLAGE))


def test_outlines_come_back_with_the_ids_mentions_carry(folder, tmp_path):
    shelf.add(folder, "cod-ab", squares(tmp_path / "syr_admin2.geojson"))
    gazetteer = shelf.open_gazetteer(folder)
    assert levels(folder) == {2: 2}
    assert areas(folder, gazetteer, 1) == []
    first, second = areas(folder, gazetteer, 2, tolerance=0.01)
    assert first["properties"] == {
        "place_id": "cod-SY9901",
        "pcode": "SY9901",
        "name": "Unit 1",
        "name_ar": "",
        "level": 2,
        "country": "SY",
        "admin1": "sy-hama-governorate",
        "admin2": "",
    }
    assert second["properties"]["place_id"] == "cod-SY9902"
    assert areas(folder, gazetteer, 2, country="IQ") == []
    assert credits_of(folder, 1) == ()
    (credit,) = credits_of(folder, 2)
    assert credit.startswith("OCHA")
    assert credit.endswith("CC BY-IGO")


def test_neighbours_share_their_simplified_border(folder, tmp_path):
    from shapely.geometry import shape

    shelf.add(folder, "cod-ab", squares(tmp_path / "syr_admin2.geojson"))
    gazetteer = shelf.open_gazetteer(folder)
    exact, simple = (
        [shape(one["geometry"]) for one in areas(folder, gazetteer, 2, tolerance=t)] for t in (0, 0.01)
    )
    assert sum(len(one.exterior.coords) for one in simple) < sum(len(one.exterior.coords) for one in exact)
    for one, other in (exact, simple):
        assert one.intersection(other).area == 0
        assert one.union(other).area == pytest.approx(2)


def test_disagreement_with_an_own_place_is_told(folder, tmp_path):
    raqqa = bundled().place("sy-raqqa")
    rows = [
        row(1, "Raqqa", raqqa.lat + 0.042, raqqa.lon),
        row(2, "Zzaytun", 30.0, 31.2),
        row(3, "Zzaytun", 35.9, 38.9),
        row(4, "Zzaytun", 35.901, 38.9),
    ]
    shelf.add(folder, "whosonfirst", wof(tmp_path / "a.tsv", *rows))
    (found,) = agreements(folder)
    assert (found.joined, found.twice) == (1, 1)
    assert [place.id for place in found.astray] == ["wof-2"]
    assert found.apart == ()
    assert found.without_arabic == 4
