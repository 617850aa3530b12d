"""A camp's history as files: a row for each status, figure and link, with its source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from geodata.camp_records import Camp, CampLink, CampSource, Population, StatusChange, history, to_dict
from geodata.models import When

COLUMNS = (
    *("camp_id", "name", "name_ar", "what", "from", "to", "precision", "status", "count", "unit", "method"),
    *("other_camp", "note", "source", "source_url", "source_date"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def history_csv(camp: Camp) -> bytes:
    """The history as CSV (UTF-8): an empty ``count`` is a gap, 0 a report of nobody."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(camp):
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return stream.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    """A text a spreadsheet would take for a formula, made a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _rows(camp: Camp) -> Iterator[dict[str, object]]:
    same: dict[str, object] = {"camp_id": camp.id, "name": camp.name, "name_ar": camp.name_ar}
    for event in history(camp):
        match event:
            case StatusChange():
                sources = event.sources or (CampSource(""),)
                told = {"what": "status", "status": event.status.value, "note": event.note}
                for source in sources:
                    yield same | told | _days(event.when) | _source(source)
            case Population():
                count = "" if event.count is None else event.count
                told = {"what": "population", "unit": event.unit, "method": event.method, "note": event.note}
                yield same | told | {"count": count} | _days(event.when) | _source(event.source)
            case CampLink():
                told = {"what": event.relation.value, "other_camp": event.camp_id}
                yield same | told | _days(event.when) | _source(event.source)


def _days(when: When | None) -> dict[str, object]:
    if when is None:
        return {}
    return {"from": when.first.isoformat(), "to": when.last.isoformat(), "precision": when.precision.value}


def _source(source: CampSource | None) -> dict[str, object]:
    if source is None:
        return {}
    day = source.date.first.isoformat() if source.date else ""
    return {"source": source.name, "source_url": source.url, "source_date": day}


def history_geojson(camp: Camp) -> bytes:
    """The camp as one GeoJSON feature (RFC 7946), its whole record among the properties.

    Where the position is blurred it is the middle of its cell, and ``precision_m`` says how wide that is.
    """
    record = to_dict(camp)
    lat, lon = record.pop("lat"), record.pop("lon")
    told = {"precision_m": camp.blurred_m} if camp.blurred else {}
    feature = {
        "type": "Feature",
        "id": camp.id,
        "geometry": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]},
        "properties": record | told,
    }
    whole = {"type": "FeatureCollection", "features": [feature]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")
