"""The corpora figures are measured on: ours, and the shared ones where they lie beside the repository."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.geoparse.geocode import geocode
from geodata.models import Mention, Role
from geodata.vicinity import position
from tests.eval.scoring import Score, Spot, kilometres

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "eval"
GOLD = Path(__file__).parent / "gold.jsonl"

PLACES = frozenset((Role.LOCATION, Role.DATELINE, Role.ACTOR))
WITH_ORGANISATIONS = PLACES | {Role.ORGANISATION}


@dataclass(frozen=True)
class Corpus:
    """A file of texts with gold spans and how it is to be read."""

    name: str
    file: str
    roles: frozenset[Role]
    """The roles that its annotators counted as places."""
    countries_resolved: bool = True


CORPORA = (
    Corpus("ANERcorp", "anercorp_train.jsonl", PLACES),
    Corpus("IDRISI-LMR", "idrisi_lmr_ar_train.jsonl", WITH_ORGANISATIONS),
    Corpus("IDRISI-LMD", "idrisi_lmd_ar_train.jsonl", WITH_ORGANISATIONS, countries_resolved=False),
    # LGL counts every use of a place's name, adjectives included.
    Corpus("LGL Middle East", "lgl_middle_east.jsonl", frozenset(Role)),
)


def rows(path: Path, every: int = 1) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, or one in ``every`` of them."""
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            if line.strip() and number % every == 0:
                yield json.loads(line)


def gold_spots(row: dict[str, Any], *, countries: bool) -> list[Spot]:
    """The gold places of a row; other entities are left out."""
    given = row.get("toponyms")
    if given is None:
        given = [span for span in row["spans"] if span.get("label", "LOC") in ("LOC", "GPE")]
    return [
        Spot(
            span["start"],
            span["end"],
            span.get("lat"),
            span.get("lon"),
            skipped=not countries and span.get("type") == "Country",
        )
        for span in given
    ]


def spot(mention: Mention) -> Spot:
    """A mention as a span with coordinates: of what lies beside a place its own."""
    if mention.place is None:
        return Spot(mention.start, mention.end)
    return Spot(mention.start, mention.end, *position(mention.place, mention.vicinity))


def measure(geoparser: Geoparser, corpus: Corpus, folder: Path = SHARED, every: int = 1) -> Score:
    """The score of the geoparser on a corpus."""
    score = Score()
    for row in rows(folder / corpus.file, every):
        add_row(score, geoparser, corpus, row)
    return score


def add_row(score: Score, geoparser: Geoparser, corpus: Corpus, row: dict[str, Any]) -> None:
    """Count one text of a corpus."""
    found = [spot(m) for m in geoparser.parse(row["text"]) if m.role in corpus.roles]
    ignored = [(span["start"], span["end"]) for span in row.get("ignore", ())]
    score.add(row["text"], gold_spots(row, countries=corpus.countries_resolved), found, ignored)


def measure_names(gazetteer: Gazetteer, folder: Path = SHARED, *, governorate: bool) -> dict[str, float]:
    """Share of UCDP's exactly placed names geocoded within 25 km: once a name, and weighted by events."""
    right = weighted = total = events = 0
    with (folder / "ucdp_places_syria_dev.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["where_prec"] != "1":
                continue
            area = row["adm_1"] if governorate else ""
            found = geocode(gazetteer, row["where_coordinates"], admin1=area, country="SY")
            gold = Spot(0, 0, float(row["latitude"]), float(row["longitude"]))
            hit = found is not None and kilometres(gold, Spot(0, 0, found.lat, found.lon)) <= 25
            right, total = right + hit, total + 1
            weighted, events = weighted + hit * int(row["events"]), events + int(row["events"])
    return {"names": right / total, "events": weighted / events}


def measure_archive(gazetteer: Gazetteer, folder: Path = SHARED) -> float:
    """Share of the Syrian Archive's names geocoded within 25 km with their governorate."""
    right = total = 0
    with (folder / "syrian_archive_places_dev.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found = geocode(gazetteer, row["place"], admin1=row["governorate"], country="SY")
            gold = Spot(0, 0, float(row["latitude"]), float(row["longitude"]))
            right += found is not None and kilometres(gold, Spot(0, 0, found.lat, found.lon)) <= 25
            total += 1
    return right / total
