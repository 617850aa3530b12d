"""Names resolved by what the text says of them to one another, over the project's own gazetteer."""

import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser


@pytest.fixture(scope="module")
def parser():
    return Geoparser(bundled())


def ids(parser, text):
    return [mention.place and mention.place.id for mention in parser.parse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The area tells the place, and the place the area.
        ("He was tried in Atlanta, Georgia, on Monday", ["gn-4180439", "us-georgia"]),
        ("They met in Tbilisi, Georgia, on Monday", ["gn-611717", "iso-GE"]),
        ("اندلع حريق في طرابلس في لبنان", ["lb-tripoli", "iso-LB"]),
        ("اندلع حريق في طرابلس في ليبيا", ["ly-tripoli", "iso-LY"]),
        ("He drove from Palestine, Texas, to the coast", ["gn-4717232", "us-texas"]),
        # What was told apart once is meant again.
        (
            "An attack in Tripoli, Lebanon, was condemned. Schools in Tripoli stay closed.",
            ["lb-tripoli", "iso-LB", "lb-tripoli"],
        ),
        # What is coupled is of one kind.
        ("الطريق بين عمان ودمشق", ["jo-amman", "sy-damascus"]),
        ("تقع السعودية وعمان على البحر", ["iso-SA", "iso-OM"]),
        # The area holds no place of that name.
        ("He drove from Syria, Ohio, to the coast", [None, "us-ohio"]),
        ("اشتباكات في مدينة فيكتوريا في اليمن", [None, "iso-YE"]),
    ],
)
def test_names_tell_each_other_apart(parser, text, expected):
    assert ids(parser, text) == expected


def test_two_countries_in_a_list_deny_nothing(parser):
    assert ids(parser, "Refugees from Palestine, Iraq and Syria") == ["iso-PS", "iso-IQ", "iso-SY"]


def test_a_story_of_many_names_takes_linear_time(parser):
    text = "طرابلس في لبنان، عمان ودمشق والكويت، " * 2500
    assert len(parser.parse(text)) == 12500


def test_a_governorate_of_the_story_draws_its_places(parser):
    text = "The sheriff of Huntsville, who was born elsewhere in Texas, spoke on Monday."
    assert ids(parser, text)[0] != ids(parser, "The sheriff of Huntsville spoke in Alabama.")[0]
