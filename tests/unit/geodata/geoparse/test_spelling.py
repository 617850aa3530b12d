import pytest

from geodata.geoparse.spelling import SAME, SAME_BUT_ARTICLE, Spelling, likeness
from geodata.models import Kind, Place


def place(name: str, *aliases: str, name_ar: str = "", id: str = "sy-x") -> Place:
    return Place(id=id, name=name, name_ar=name_ar, kind=Kind.VILLAGE, lat=35, lon=36, aliases=aliases)


def alike(given: str, *names: str, **more: str) -> float:
    return likeness(Spelling.of(given), place(*names, **more))


def test_the_same_spelling_is_the_most_alike():
    assert alike("Deir Ezzor", "Deir ez-Zor", "Deir Ezzor") == SAME


@pytest.mark.parametrize(("given", "name"), [("Karak", "Al-Karak"), ("Kafr Zita", "KafrZita")])
def test_an_article_or_a_gap_makes_little_difference(given, name):
    assert alike(given, name) == SAME_BUT_ARTICLE


def test_the_nearer_in_letters_wins_among_names_of_one_sound():
    assert alike("Jubbali", "Jubballi") > alike("Jubbali", "Jubb al Ali")
    assert alike("Al Zakah", "Zakah") > alike("Al Zakah", "Zakiyah")


def test_consonants_that_agree_count_for_less_the_more_vowels_differ():
    assert SAME_BUT_ARTICLE > alike("latamneh", "Al-Latamnah") > alike("latamneh", "Latumina") > 0.8


def test_the_shown_name_of_a_row_in_bulk_counts_for_more_than_its_others():
    assert alike("Rami", "Rami", id="wof-1") > alike("Rami", "Ar Ramah", "Rami", id="wof-2")
    assert alike("Rami", "Ar-Ramah", "Rami") == SAME, "names chosen one by one are all as good"


def test_scripts_are_not_compared_with_one_another():
    assert alike("حلب", "Aleppo") == 0.0
    assert alike("حلب", "Aleppo", name_ar="حلب") == SAME
