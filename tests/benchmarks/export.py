"""How fast a large collection is exported, and how much memory that takes.

The collection is made up (:mod:`tests.benchmarks.synthetic`), mentions in every role are among its rows. Each
format is written by a process of its own, so that its peak of memory is its own. Beside them stands the
limit: GDAL's bare write of as many rows of the same columns, all of one batch that lies in memory.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyogrio

from geodata import export
from geodata.columns.loading import Shelf
from geodata.export import Material, Options, Rows
from geodata.gazetteer.index import bundled
from geodata.models import Role
from geodata.query import Query
from geodata.stores import open_store
from tests.benchmarks import synthetic
from tests.benchmarks.machine import peak, resident

MILLION = 1_000_000
BARE = "bare"
_USUAL = "gpkg,parquet,csv,geojson"


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks export", description=main.__doc__)
    parser.add_argument("--mentions", type=int, default=MILLION, help="how many there are")
    parser.add_argument("--database", type=Path, help="one that lies at hand, instead of a made-up one")
    parser.add_argument("--formats", default=_USUAL, help=f"with commas between (unless given: {_USUAL})")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.one:
            one(options.one, options.database, Path(folder))
            return 0
        database = options.database or _made_up(options.mentions, Path(folder) / "made-up.db")
        print(f"\nexport of the mentions of {database.name}", flush=True)
        for name in (BARE, *options.formats.split(",")):
            again = [sys.executable, "-m", "tests.benchmarks", "export", "--database", str(database)]
            # The first line tells of the machine, which was told.
            told = subprocess.run([*again, "--one", name], check=True, capture_output=True, encoding="utf-8")
            print(told.stdout.partition("\n")[2], end="", flush=True)
    return 0


def one(name: str, database: Path, folder: Path) -> None:
    """Export in one format and print what it took; ``bare`` writes one batch again and again."""
    started = time.perf_counter()
    with closing(open_store(str(database))) as store:
        columns = Shelf(store).columns()
        loaded, held = time.perf_counter() - started, resident()
        started = time.perf_counter()
        module = export.exporter("gpkg" if name == BARE else name)
        material = Material(store, columns, bundled(), Query(roles=tuple(Role)))
        (table,) = export.tables_of(module, material, [Rows.MENTIONS])
        path = folder / f"out{module.SUFFIXES[0]}"
        if name == BARE:
            started = _bare(table, path)
        else:
            export.write_file(module, [table], path, Options())
        taken = time.perf_counter() - started
    print(
        f"  {name:<8} {table.size:>9,} rows in {taken:5.1f} s ({table.size / taken:>7,.0f} a second), "
        f"{path.stat().st_size / 1e6:,.0f} MB; columns read in {loaded:.1f} s before; "
        f"memory {held:.0f} MB then, {peak():.0f} MB at most"
    )


def _bare(table: export.Table, path: Path) -> float:
    """Write as many rows as the table has, all from its first batch; returns when the writing began."""
    rows = table.read()
    batch = next(rows)
    rows.close()
    parts = [batch] * (table.size // batch.num_rows) + [batch.slice(0, table.size % batch.num_rows)]
    started = time.perf_counter()
    reader = pa.RecordBatchReader.from_batches(table.schema, parts)
    place = {"geometry_name": "geometry", "geometry_type": "Point", "crs": "EPSG:4326"}
    pyogrio.write_arrow(reader, path, layer="mentions", driver="GPKG", **place)
    return started


def _made_up(mentions: int, path: Path) -> Path:
    synthetic.database(synthetic.collection(mentions), path)
    return path
