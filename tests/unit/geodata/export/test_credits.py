"""Who is named: our own sources always, gazetteers where they were added, services where they were asked."""

from __future__ import annotations

from pathlib import Path

from geodata.export.common.credits import OWN, credits_of
from geodata.gazetteer import shelf


def test_our_own_sources_are_named_even_where_nothing_was_added(tmp_path: Path):
    assert credits_of(tmp_path / "none") == credits_of(None) == OWN


def test_added_gazetteers_and_services_are_named_once(tmp_path: Path):
    dump = tmp_path / "LB.txt"
    fields = ["276781", "Beirut", "Beirut", "", "33.89", "35.50", "P", "PPLC", "LB", *[""] * 5, "1916100"]
    dump.write_text("\t".join([*fields, "", "", "Asia/Beirut", "2020-01-01"]) + "\n", encoding="utf-8")
    folder = tmp_path / "gazetteers"
    shelf.add(folder, "geonames", dump)
    named = credits_of(
        folder, ("Nominatim, © OpenStreetMap contributors", "", "Nominatim, © OpenStreetMap contributors")
    )
    assert named[len(OWN) :] == (
        "GeoNames (https://www.geonames.org), CC BY 4.0 (LB.txt)",
        "Places looked up online: Nominatim, © OpenStreetMap contributors",
    )
