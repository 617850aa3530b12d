"""How fast a list of camps is imported: read, understood, held against all known camps, kept.

The list is made up: the columns of CCCM's ISIMM, sites in clusters as they lie in the north-west of Syria,
many of one name, some twice. It is taken over twice, the second time as the next month.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path

from geodata.camps.exporting import camps_as, formats
from geodata.camps.importing import apply, plan_import
from geodata.camps.registry import Registry
from geodata.gazetteer.index import bundled
from geodata.stores import open_store

ROWS = 1500
_HEADINGS = (
    "PCODE", "governorate", "district", "cluster", "camp_name", "geo", "TypeSite", "girls", "boys", "women",
    "men", "individual",
)  # fmt: skip
_WORDS = (
    "Rayan", "Karama", "Salam", "Amal", "Nour", "Huda", "Iman", "Safa", "Wafa", "Rahma", "Ihsan", "Furqan",
    "Shuhada", "Watan", "Zuhur", "Ikhlas", "Tawhid", "Nasr", "Fath", "Bayan", "Ghadir", "Jabal", "Tal",
    "Burj",
    "Kafr", "Ain", "Qalaat", "Wadi", "Marj", "Deir", "Sham", "Ghouta", "Hama", "Homs", "Madaya",
)  # fmt: skip
_MIDDLES = (
    (36.31, 36.66, "Idleb", "Harim"),
    (35.88, 36.61, "Idleb", "Ariha"),
    (36.6, 37.08, "Aleppo", "A'zaz"),
)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks camps", description=main.__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="how many camps the list has")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    gazetteer = bundled()
    print(
        f"\nimport of {options.rows:,} camps; the gazetteer was read in {time.perf_counter() - started:.2f} s"
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(str(Path(folder) / "camps.db"))) as store,
    ):
        registry = Registry(store)
        registry.camps()
        for month in ("2020July", "2020August"):
            data = listed(options.rows, month)
            started, worked = time.perf_counter(), time.process_time()
            plan = plan_import(data, f"ISIMM_{month}.csv", registry, gazetteer)
            planned = time.perf_counter() - started
            apply(plan, store)
            taken, worked = time.perf_counter() - started, time.process_time() - worked
            counts = ", ".join(f"{number:,} {action}" for action, number in plan.counts.items() if number)
            asked = f"{len(plan.questions):,} questions"
            print(
                f"  {month:<11} planned in {planned:.2f} s, kept after {taken:.2f} s ({worked:.2f} s of work)"
            )
            print(f"  {'':<11} {counts}; {asked}")
        camps = registry.camps()
        for name in formats():
            started = time.perf_counter()
            size = len(camps_as(camps, name))
            taken = time.perf_counter() - started
            print(f"  {name:<11} {len(camps):,} camps, {size / 1e6:.1f} MB in {taken:.2f} s")
    return 0


def listed(rows: int, month: str, seed: int = 7) -> bytes:
    """A made-up list of so many camps as CSV; the same camps in every month, with other figures."""
    places, figures = random.Random(seed), random.Random(month)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_HEADINGS)
    for number in range(rows):
        lat, lon, governorate, district = places.choice(_MIDDLES)
        first, second = places.sample(_WORDS, 2)
        name = places.choice((f"Al {first}", f"{first} {second}", f"Al {first} {places.randint(1, 9)}"))
        at = f"{lat + places.gauss(0, 0.05):.5f},{lon + places.gauss(0, 0.05):.5f}"
        parts = [figures.randint(0, 900) for _ in range(4)]
        writer.writerow(
            [f"CP{number:06}", governorate, district, "", name, at, "Self-settled camp", *parts, sum(parts)]
        )
    return stream.getvalue().encode("utf-8")
