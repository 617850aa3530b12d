"""A user's own tiles: read as they are, served from here, drawn in the reader's language."""

import gzip
import json
import sqlite3

import pytest
from pmtiles.tile import Compression, TileType

from dashboard.basemap.chosen import BaseMapChoice
from dashboard.basemap.routes import OWN_TILES
from dashboard.basemap.style import FIRST_LABEL_LAYER
from dashboard.basemap.tile_files import VECTOR, WORLD, open_tiles, plain_text
from dashboard.factory import create_app
from dashboard.services import Services
from geodata.errors import DataError, UsageError
from geodata.settings import Settings
from tests import tiles

PACKED = gzip.compress(tiles.vector_tile(), mtime=0)
ORIGIN = "http://127.0.0.1:8050"


@pytest.fixture
def vector(tmp_path):
    return tiles.vector_pmtiles(tmp_path / "near.pmtiles")


@pytest.fixture
def pictures(tmp_path):
    return tiles.make_mbtiles(tmp_path / "near.mbtiles", {tiles.ALEPPO: tiles.picture()})


def client_over(path, store, gazetteer):
    return create_app(Services(store, gazetteer), Settings(basemap=str(path))).server.test_client()


def test_pmtiles_tell_their_zooms_bounds_and_credit(vector):
    found = open_tiles(str(vector))
    assert (found.mimetype, found.min_zoom, found.max_zoom) == (VECTOR, 0, 6)
    assert found.bounds == (33.0, 31.0, 43.0, 39.0)
    assert found.credit == "Tiles © Example people"
    assert found.layers == tiles.LAYERS
    assert found.tile(*tiles.ALEPPO).body == PACKED
    assert found.tile(6, 0, 0) is None
    assert found.tile(7, 0, 0) is None
    assert found.tile(1, 2, 0) is None


def test_rows_of_mbtiles_count_from_the_south(pictures):
    found = open_tiles(str(pictures))
    assert (found.mimetype, found.min_zoom, found.max_zoom) == ("image/png", 6, 6)
    assert found.tile(*tiles.ALEPPO).body == tiles.picture()
    zoom, x, y = tiles.ALEPPO
    assert found.tile(zoom, x, (1 << zoom) - 1 - y) is None


def test_many_tiles_lie_in_leaf_directories(tmp_path):
    bodies = {(8, x, y): f"{x} {y}".encode() for x in range(256) for y in range(100)}
    path = tiles.make_pmtiles(tmp_path / "many.pmtiles", bodies, tile_compression=Compression.NONE)
    found = open_tiles(str(path))
    assert all(found.tile(*place).body == body for place, body in list(bodies.items())[::997])
    assert found.tile(8, 3, 200) is None


def test_vector_tiles_go_out_as_they_are_packed(vector, store, gazetteer):
    client = client_over(vector, store, gazetteer)
    address = "/basemap/own/6/38/25"
    answer = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert (answer.status_code, answer.mimetype) == (200, VECTOR)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.data == PACKED
    assert "max-age" in answer.headers["Cache-Control"]
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.data == tiles.vector_tile()
    assert client.get("/basemap/own/6/0/0").status_code == 204
    assert client.get("/basemap/own/99/0/0").status_code == 204


def test_pictures_go_out_as_pictures(pictures, store, gazetteer):
    answer = client_over(pictures, store, gazetteer).get("/basemap/own/6/38/25")
    assert (answer.mimetype, answer.data) == ("image/png", tiles.picture())


def test_without_a_file_there_is_no_such_route(server):
    assert not [rule for rule in server.url_map.iter_rules() if rule.rule.startswith(OWN_TILES)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "names"), [("ar", ["name:ar", "name:en"]), ("en", ["name:en"])])
def test_the_style_speaks_the_readers_language(vector, language, theme, names):
    chosen = BaseMapChoice.of(str(vector))
    style = chosen.map_for(language, theme, ORIGIN).style
    assert chosen.hosts() == []
    source = style["sources"]["tiles"]
    assert source["tiles"] == [f"{ORIGIN}/basemap/own/{{z}}/{{x}}/{{y}}?v={chosen.tiles.version}"]
    assert (source["minzoom"], source["maxzoom"], source["bounds"]) == (0, 6, [33.0, 31.0, 43.0, 39.0])
    places = next(layer for layer in style["layers"] if layer["id"] == "big-places")
    assert places["layout"]["text-field"][1:] == [
        ["get", name]
        for name in dict.fromkeys([*names, "name:latin" if language == "en" else "name:en", "name"])
    ]
    identities = [layer["id"] for layer in style["layers"]]
    assert len(set(identities)) == len(identities)
    kinds = [layer["type"] for layer in style["layers"]]
    first = identities.index(FIRST_LABEL_LAYER)
    assert "symbol" not in kinds[:first]
    assert {layer["source"] for layer in style["layers"] if "source" in layer} == set(style["sources"])
    spacing = [
        layer["layout"].get("text-letter-spacing") for layer in style["layers"] if layer["type"] == "symbol"
    ]
    assert language == "en" or set(spacing) == {0}
    assert "glyphs" not in style
    assert json.dumps(style).count("http") == 1


def test_the_credit_is_text_and_says_that_borders_are_no_verdict(vector, pictures):
    english = BaseMapChoice.of(str(vector)).map_for("en", "light").credit
    assert english.startswith("Tiles © Example people · ")
    assert "boundaries" in english
    assert BaseMapChoice.of(str(pictures)).map_for("ar", "dark").credit == "Tiles © Example people"


def test_markup_of_a_credit_is_left_out():
    assert plain_text('<a href="x">A &amp; B</a>  &lt;c&gt;<script src=x></script>') == "A & B <c>"


def test_bounds_that_make_no_sense_are_the_world(tmp_path):
    path = tiles.make_mbtiles(tmp_path / "x.mbtiles", {(0, 0, 0): tiles.picture()}, bounds="40,30,20,x")
    assert open_tiles(str(path)).bounds == WORLD


@pytest.mark.parametrize("name", ["a.pmtiles", "a.mbtiles", "A.PMTILES"])
@pytest.mark.parametrize(
    "body", [b"", b"PMTiles\x02", b"PMTiles\x03" + b"\xff" * 200, b"no tiles at all" * 20]
)
def test_a_wrong_file_is_refused_in_words(tmp_path, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(UsageError, match="damaged"):
        BaseMapChoice.of(str(path))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"no file .*nowhere\.pmtiles"):
        BaseMapChoice.of(str(tmp_path / "nowhere.pmtiles"))


def test_tiles_the_map_cannot_draw_are_refused(tmp_path):
    avif = tiles.make_pmtiles(tmp_path / "a.pmtiles", {(0, 0, 0): b"x"}, tile_type=TileType.AVIF)
    with pytest.raises(UsageError, match="AVIF"):
        BaseMapChoice.of(str(avif))
    other = tiles.make_pmtiles(
        tmp_path / "b.pmtiles", {(0, 0, 0): PACKED}, layers=("transportation", "place")
    )
    with pytest.raises(UsageError, match="Protomaps"):
        BaseMapChoice.of(str(other))
    strange = tiles.make_mbtiles(tmp_path / "c.mbtiles", {(0, 0, 0): b"x"}, format="tiff")
    with pytest.raises(UsageError, match="tiff"):
        BaseMapChoice.of(str(strange))


def test_vector_mbtiles_know_their_packing(tmp_path):
    layers = tiles.vector_layers("earth", "places")
    bodies = {(1, 0, 0): tiles.vector_tile(), (1, 1, 0): PACKED}
    found = open_tiles(str(tiles.make_mbtiles(tmp_path / "v.mbtiles", bodies, format="pbf", json=layers)))
    assert [found.tile(1, x, 0).encoding for x in (0, 1)] == ["", "gzip"]
    assert found.tile(1, 1, 0).plain() == tiles.vector_tile()
    assert found.layers == ("earth", "places")


def test_a_tile_of_a_damaged_file_is_told(tmp_path, pictures):
    found = open_tiles(str(pictures))
    base = sqlite3.connect(pictures)
    base.execute("DROP TABLE tiles")
    base.close()
    with pytest.raises(DataError, match="damaged"):
        found.tile(*tiles.ALEPPO)
    path = tiles.make_pmtiles(
        tmp_path / "cut.pmtiles", {(8, x, y): f"{x}{y}".encode() for x in range(256) for y in range(99)}
    )
    whole = path.read_bytes()
    header = open_tiles(str(path))
    assert header.tile(8, 1, 1) is not None
    cut = tmp_path / "cut2.pmtiles"
    cut.write_bytes(whole[: 127 + 400])
    with pytest.raises((UsageError, DataError), match="damaged"):
        open_tiles(str(cut)).tile(8, 1, 1)
