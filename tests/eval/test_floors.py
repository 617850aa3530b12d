"""What was once reached on the shared corpora is not lost again; a floor is only ever raised."""

import json
from pathlib import Path

import pytest

from geodata.gazetteer.index import Gazetteer, bundled
from geodata.geoparse import Geoparser
from tests.eval import beside
from tests.eval.corpora import CORPORA, SHARED, Corpus, measure, measure_archive, measure_names
from tests.eval.held_out import CONTAINED_IN, cross_validate, files
from tests.eval.scoring import Score

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def geoparser():
    return Geoparser(bundled())


def present(file: str) -> None:
    if not (SHARED / file).exists():
        pytest.skip(f"the shared corpus {file} does not lie in {SHARED}")


def test_every_corpus_has_a_floor():
    assert {corpus.name for corpus in CORPORA} | {"UCDP", "Syrian Archive", "beside", "held out"} == set(
        FLOORS
    )
    assert set(FLOORS["held out"]) == set(CONTAINED_IN)


def below(floors: dict[str, float], score: Score) -> dict[str, float]:
    """What a score does not reach."""
    figures = {
        "exact": score.exact.f1,
        "token": score.token.f1,
        "overlap": score.overlap.f1,
        "161km": score.within(161),
        "25km": score.within(25),
        "all161km": score.within(161, of_all=True),
    }
    return {name: figures[name] for name, floor in floors.items() if figures[name] < floor}


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_corpus(geoparser, corpus: Corpus):
    present(corpus.file)
    assert not below(FLOORS[corpus.name], measure(geoparser, corpus))


def test_texts_that_nothing_was_learnt_from(geoparser):
    for file in files():
        present(file)
    scores = cross_validate(geoparser.gazetteer)
    missed = {name: below(floors, scores[name]) for name, floors in FLOORS["held out"].items()}
    assert not any(missed.values()), missed


def test_ucdp_names(geoparser):
    present("ucdp_places_syria_dev.csv")
    by_name = measure_names(geoparser.gazetteer, governorate=False)
    placed = measure_names(geoparser.gazetteer, governorate=True)
    figures = {"events": by_name["events"], "events with governorate": placed["events"]}
    missed = {name: figures[name] for name, floor in FLOORS["UCDP"].items() if figures[name] < floor}
    assert not missed


def test_syrian_archive(geoparser):
    present("syrian_archive_places_dev.csv")
    assert measure_archive(geoparser.gazetteer) >= FLOORS["Syrian Archive"]["25km"]


@pytest.fixture(scope="module")
def bigger() -> Gazetteer:
    if not beside.file_beside().exists():
        pytest.skip(f"the gazetteer {beside.FILE} does not lie beside the shared corpora")
    return beside.opened()


def test_ucdp_names_with_a_gazetteer_beside_the_core(bigger):
    present(beside.NAMES)
    floors = FLOORS["beside"]["UCDP"]
    assert measure_names(bigger, governorate=False)["names"] >= floors["by name"]
    assert measure_names(bigger, governorate=True)["names"] >= floors["with governorate"]


def test_names_the_core_lacks_are_found_beside_it():
    present(beside.NAMES)
    if not beside.file_beside().exists():
        pytest.skip(f"the gazetteer {beside.FILE} does not lie beside the shared corpora")
    figures = beside.held_out()
    floors = FLOORS["beside"]["own row left out"]
    assert {name: share for name, share in figures.items() if share < floors[name]} == {}


def test_syrian_archive_with_a_gazetteer_beside_the_core(bigger):
    present("syrian_archive_places_dev.csv")
    assert measure_archive(bigger) >= FLOORS["beside"]["Syrian Archive"]["25km"]


def test_texts_do_not_suffer_from_bulk_names(bigger):
    (corpus,) = (corpus for corpus in CORPORA if corpus.name == "ANERcorp")
    present(corpus.file)
    assert not below(FLOORS["beside"]["ANERcorp"], measure(Geoparser(bigger), corpus))
