"""Print how well places are found: ``python -m tests.eval [--shared DIR] [--every N] [--cross-validate]``."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from geodata.gazetteer.index import Gazetteer, bundled
from geodata.geoparse import Geoparser
from geodata.geoparse.learnt.train import FOLDS
from tests.eval import beside
from tests.eval.corpora import CORPORA, SHARED, measure, measure_archive, measure_names
from tests.eval.events import print_events
from tests.eval.gold import measure_gold
from tests.eval.held_out import CONTAINED_IN, cross_validate, files
from tests.eval.scoring import Counts, Score

_FEWER = 3
"""Of texts measured again with a bigger gazetteer, one in so many."""


def main() -> None:
    """Measure whatever corpora are there and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the shared corpora")
    parser.add_argument("--every", type=int, default=1, help="measure one text in so many")
    parser.add_argument(
        "--cross-validate", action="store_true", help="also measure each text by what was learnt from others"
    )
    options = parser.parse_args()
    started = time.perf_counter()
    geoparser = Geoparser(bundled())
    geoparser.parse("دمشق")
    print(f"{len(geoparser.gazetteer)} places, ready in {time.perf_counter() - started:.2f} s")
    print(f"own gold texts answered as written: {measure_gold(geoparser):.3f}")
    print("\nwith the shipped weights (* learnt from these very texts: no measure of others)")
    _print_heads()
    for corpus in CORPORA:
        if not (options.shared / corpus.file).exists():
            print(f"{corpus.name:18}{corpus.file} is not in {options.shared}")
            continue
        score = measure(geoparser, corpus, options.shared, options.every)
        _print_row(f"{corpus.name} {'*' if corpus.name in CONTAINED_IN else ''}", score)
    if (options.shared / "ucdp_places_syria_dev.csv").exists():
        for governorate in (False, True):
            found = measure_names(geoparser.gazetteer, options.shared, governorate=governorate)
            label = "with governorate" if governorate else "by name"
            print(f"UCDP, 25 km, {label:17} names {found['names']:.3f}, by events {found['events']:.3f}")
        archive = measure_archive(geoparser.gazetteer, options.shared)
        print(f"Syrian Archive, 25 km, with governorate {archive:.3f}")
    _beside(options.shared, options.every)
    print_events()
    if options.cross_validate:
        _cross_validate(geoparser.gazetteer, options.shared)


def _beside(shared: Path, every: int) -> None:
    """The figures with a bigger gazetteer added."""
    file = beside.file_beside(shared)
    if not file.exists() or not (shared / beside.NAMES).exists():
        print(f"with a gazetteer beside the core: {file.name} is not in {file.parent}")
        return
    gazetteer = beside.opened(shared)
    print(f"\nwith {file.name} added: {len(gazetteer)} places")
    for governorate in (False, True):
        found = measure_names(gazetteer, shared, governorate=governorate)
        label = "with governorate" if governorate else "by name"
        print(f"UCDP, 25 km, {label:17} names {found['names']:.3f}, by events {found['events']:.3f}")
    for label, figures in (
        ("each name's own row left out", beside.held_out(shared)),
        ("own rows that cite UCDP left out", beside.without_ucdp(shared)),
    ):
        told = ", ".join(f"{name} {share:.3f}" for name, share in figures.items())
        print(f"UCDP, 25 km, {label}: {told}")
    print(f"Syrian Archive, 25 km, with governorate {measure_archive(gazetteer, shared):.3f}")
    geoparser = Geoparser(gazetteer)
    print(f"texts, one in {max(every, _FEWER)}:")
    _print_heads()
    for corpus in CORPORA:
        if (shared / corpus.file).exists():
            _print_row(corpus.name, measure(geoparser, corpus, shared, max(every, _FEWER)))


def _cross_validate(gazetteer: Gazetteer, folder: Path) -> None:
    if missing := [file for file in files() if not (folder / file).exists()]:
        print(f"not cross-validated: {', '.join(missing)} not in {folder}")
        return
    print(f"\ncross-validated, {FOLDS} folds: each text with weights learnt from others")
    _print_heads()
    for name, score in cross_validate(gazetteer, folder).items():
        _print_row(name, score)


def _print_heads() -> None:
    heads = "".join(f"{kind + ' P R F1':>20}" for kind in ("exact", "token", "overlap"))
    print(f"{'':18}{heads}{'<161':>8}{'<25':>6}{'all<161':>9}")


def _print_row(name: str, score: Score) -> None:
    row = "".join(_cell(counts) for counts in (score.exact, score.token, score.overlap))
    if score.errors_km:
        row += f"{score.within(161):8.3f}{score.within(25):6.2f}{score.within(161, of_all=True):9.3f}"
    print(f"{name:18}{row}")


def _cell(counts: Counts) -> str:
    return f"{f'{counts.precision:.2f} {counts.recall:.2f} {counts.f1:.3f}':>20}"


if __name__ == "__main__":
    main()
