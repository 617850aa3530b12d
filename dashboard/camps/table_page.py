"""The table of all camps as HTML."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.camps.charts import form_of, sparkline
from dashboard.camps.listing import Listing, Row, Wanted
from dashboard.camps.pages import Reader, render
from dashboard.camps.scales import days_of
from geodata.camp_records import CampStatus, CampType

_SPARK = 2.0, 108.0


def table_page(listing: Listing, wanted: Wanted, reader: Reader, *, covered: bool) -> str:
    """The page; ``covered`` says that positions are told roughly."""

    def spark(row: Row) -> Markup:
        figures = [each for each in row.camp.populations if each.unit == "people"]
        days = days_of([day for each in figures for day in (each.when.first, each.when.last)], *_SPARK)
        return sparkline(row.camp, days, reader.say("camps.spark_of", name=row.name))

    return render(
        "table.html",
        reader,
        listing=listing,
        wanted=wanted,
        statuses=[(each.value, reader.say(f"camps.status.{each.value}")) for each in CampStatus],
        types=[(each.value, reader.say(f"camps.type.{each.value}")) for each in CampType],
        spark=spark,
        form_of=form_of,
        covered=covered,
        importing=True,
    )
