"""Outlines of governorates, districts and sub-districts, as added with the boundaries of OCHA.

They are kept as they came (GeoParquet, one file a source) and made simpler when asked for. Neighbours keep
their common border: it is simplified once for both (``shapely.coverage_simplify``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import DataError
from geodata.gazetteer.loaders import Entry, loader
from geodata.gazetteer.sources import AREAS, sources

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer

TOLERANCE = 0.005
"""Degrees, about half a kilometre: fine enough for a country on a screen."""
_DECIMALS = 4
_WGS84 = "EPSG:4326"

Feature = dict[str, Any]


def write_areas(folder: Path, entries: Iterable[Entry]) -> None:
    """Keep the outlines of a source's places beside its table; no file where there are none."""
    shaped = [entry for entry in entries if entry.shape is not None]
    if not shaped:
        return
    import geopandas

    columns = {"id": [entry.place.id for entry in shaped], "level": [entry.level for entry in shaped]}
    shapes = [entry.shape for entry in shaped]
    frame = geopandas.GeoDataFrame(columns, geometry=shapes, crs=_WGS84)
    frame.to_parquet(folder / AREAS, compression="zstd", index=False)


def areas(
    folder: Path, gazetteer: Gazetteer, level: int, *, country: str = "", tolerance: float = TOLERANCE
) -> list[Feature]:
    """The units of a level (1 governorate, 2 district, 3 sub-district) as GeoJSON features, by P-code.

    ``gazetteer`` is the one opened from the same ``folder``. Properties: ``place_id`` (the id mentions
    carry), ``pcode``, ``name``, ``name_ar``, ``level``, ``country``, ``admin1``, ``admin2``; coordinates in
    degrees to four decimals (ten metres). ``country`` is an ISO 3166-1 alpha-2 code; ``tolerance``, in
    degrees, how far a border may move, 0 for none. Where two sources outline one unit, the one added first
    counts. Raises ``DataError`` for a damaged file.
    """
    found: dict[str, tuple[Any, Any]] = {}
    for place_id, shape in _outlines(folder, level):
        place = gazetteer.place(place_id)
        if not country or place.country == country:
            found.setdefault(place.id, (place, shape))
    rows = sorted(found.values(), key=lambda row: (row[0].country, row[0].pcode, row[0].id))
    shapes = _simpler([shape for _, shape in rows], tolerance)
    return [_feature(place, shape, level) for (place, _), shape in zip(rows, shapes, strict=True)]


def levels(folder: Path) -> dict[int, int]:
    """How many outlines there are at each level. Raises ``DataError`` for a damaged file."""
    counts: dict[int, int] = {}
    for path in _files(folder):
        for level in _read(path, columns=["level"])["level"]:
            counts[int(level)] = counts.get(int(level), 0) + 1
    return dict(sorted(counts.items()))


def credits_of(folder: Path, level: int) -> tuple[str, ...]:
    """Who must be named where the outlines of a level are drawn. Raises ``DataError`` for a damaged file."""
    lenders = (source for source in sources(folder) if (folder / source.name / AREAS).is_file())
    told = (
        loader(source.loader).CREDIT
        for source in lenders
        if level in _read(folder / source.name / AREAS, columns=["level"])["level"]
    )
    return tuple(dict.fromkeys(told))


def _files(folder: Path) -> list[Path]:
    """The files of outlines, those of the source added first before the others."""
    found = (folder / source.name / AREAS for source in sources(folder))
    return [path for path in found if path.is_file()]


def _outlines(folder: Path, level: int) -> Iterator[tuple[str, Any]]:
    for path in _files(folder):
        frame = _read(path)
        chosen = frame[frame["level"] == level]
        yield from zip(chosen["id"], chosen.geometry, strict=True)


def _read(path: Path, columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401
    import geopandas
    import pyarrow

    try:
        if columns is not None:
            import pyarrow.parquet

            return pyarrow.parquet.read_table(path, columns=list(columns)).to_pydict()
        return geopandas.read_parquet(path)
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        msg = f"{path} is damaged ({error}); remove that gazetteer and add it again."
        raise DataError(msg) from error


def _simpler(shapes: list[Any], tolerance: float) -> list[Any]:
    """The same areas with fewer corners, without gaps between neighbours."""
    import shapely

    if not shapes:
        return []
    if tolerance > 0:
        simple = shapely.coverage_simplify(shapes, tolerance)
        # Where outlines overlap, and so are no coverage, a border may come out crossing itself.
        shapes = [shapely.make_valid(shape) if not shape.is_valid else shape for shape in simple]
    return list(shapely.set_precision(shapes, 10.0**-_DECIMALS))


def _feature(place: Any, shape: Any, level: int) -> Feature:  # noqa: ANN401
    from shapely.geometry import mapping

    return {
        "type": "Feature",
        "id": place.id,
        "properties": {
            "place_id": place.id,
            "pcode": place.pcode,
            "name": place.name,
            "name_ar": place.name_ar,
            "level": level,
            "country": place.country,
            "admin1": place.admin1,
            "admin2": place.admin2,
        },
        "geometry": mapping(shape),
    }
