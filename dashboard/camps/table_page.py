"""The table of all camps as HTML."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from dashboard.camps.charts import form_of, sparkline
from dashboard.camps.listing import ASKED, Listing, Row, Wanted
from dashboard.camps.pages import Reader, render
from dashboard.camps.scales import Days
from dashboard.services import Services
from geodata.camp_records import CampStatus, CampType

_SPARK = 3.0, 107.0
_FORMATS = {"xlsx": "Excel", "csv": "CSV", "geojson": "GeoJSON", "kml": "KML", "gpkg": "GeoPackage"}
_WITH_TAGS = {"xlsx": "Excel", "csv": "CSV"}
_YEARS = timedelta(days=4 * 365)
"""The least time the small charts tell."""


def table_page(listing: Listing, wanted: Wanted, reader: Reader, services: Services) -> str:
    """The page; it says where positions are told roughly, as they always are in files."""

    days = Days(*_span(listing, wanted), *_SPARK)

    def spark(row: Row) -> Markup:
        return sparkline(row.camp, days, reader.say("camps.spark_of", name=row.name))

    return render(
        "table.html",
        reader,
        listing=listing,
        wanted=wanted,
        statuses=[(each.value, reader.say(f"camps.status.{each.value}")) for each in CampStatus],
        types=[(each.value, reader.say(f"camps.type.{each.value}")) for each in CampType],
        spark=spark,
        spark_years=f"{days.first.year}–{days.last.year}",
        formats=_FORMATS,
        with_tags=_WITH_TAGS,
        export=lambda name, **more: reader.link(f"/camps/export/{name}", **_asked(reader), **more),
        form_of=form_of,
        covered=services.cover is not None,
        covered_files=services.covers_anything,
        importing=True,
    )


def _span(listing: Listing, wanted: Wanted) -> tuple[date, date]:
    """The time that all the small charts share: from the first figure of people to the day asked for."""
    figures = (figure for row in listing.rows for figure in row.camp.populations if figure.unit == "people")
    first = min((figure.when.first for figure in figures), default=wanted.day)
    return min(first, wanted.day - _YEARS), wanted.day


def _asked(reader: Reader) -> dict[str, str]:
    """What the table was asked for."""
    return {name: value for name, value in reader.pairs if name in ASKED}
