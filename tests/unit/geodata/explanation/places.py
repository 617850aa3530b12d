"""The few places the tests of explanations know."""

from __future__ import annotations

from geodata.explanation import KnownPlaces
from geodata.gazetteer.index import Gazetteer
from geodata.models import Kind, Place, Precision
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN

SYRIA = Place("iso-SY", "Syria", "سوريا", Kind.COUNTRY, 35.0, 38.5, "SY", precision=Precision.COUNTRY)
OTHER_RAQQA = Place("gn-1", "Raqqa", "الرقة", Kind.VILLAGE, 33.0, 44.0, "IQ")
KNOWN = {place.id: place for place in (DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, SYRIA, OTHER_RAQQA)}


PLACES = KnownPlaces(Gazetteer(KNOWN.values()))
