from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from geodata.gazetteer.index import Gazetteer
from geodata.geocoders.port import Asked
from geodata.geocoders.resolving import CODE, UNSURE, LookingUp, sendable, setting_of
from geodata.models import Kind, Language, LookUp, Mention, Place, Reason, Role
from tests.making import DEIR, MOSUL, RAQQA, mention

HAMLET = Place("nominatim-n1", "Tell al-Mithal", "تل المثال", Kind.VILLAGE, 36.0, 39.1, "SY", extent_km=1.0)
UNKNOWN = replace(
    mention(None, start=40, surface="تل المثال"), confidence=0.3, reasons=(Reason("name.unknown", "بلده"),)
)
KNOWN = mention(RAQQA)


class Parser:
    def __init__(self, *found: Mention) -> None:
        self.found = list(found)
        self.told: dict[str, Any] = {}

    def parse(self, text: str, **told: Any) -> list[Mention]:
        self.told = {"text": text, **told}
        return self.found


class Looks:
    """Answers every question with the same places, or not at all."""

    def __init__(self, *places: Place, answers: bool = True) -> None:
        self.places = places
        self.answers = answers
        self.asked: list[Asked] = []

    def look_up(self, asked: Asked) -> LookUp | None:
        self.asked.append(asked)
        if not self.answers:
            return None
        return LookUp(
            service="nominatim",
            server="https://a.example/",
            name=asked.name,
            countries=asked.countries,
            language=asked.language,
            at=datetime(2026, 1, 1, tzinfo=UTC),
            places=self.places,
        )


GAZETTEER = Gazetteer([RAQQA, DEIR, MOSUL])


def parsed(looks: Looks, *found: Mention, **told: Any) -> list[Mention]:
    return LookingUp(Parser(*found), looks, GAZETTEER).parse("text", **told)


def test_an_unresolved_name_is_looked_up_and_marked_as_such() -> None:
    looks = Looks(HAMLET)
    known, found = parsed(looks, KNOWN, UNKNOWN)
    assert known == KNOWN
    assert looks.asked == [Asked("تل المثال", ("SY",), Language.ARABIC)]
    assert (found.place, found.precision) == (HAMLET, HAMLET.precision)
    assert 0.3 < found.confidence <= 0.6
    assert found.drawn
    assert Reason(CODE, "nominatim") in found.reasons
    assert Reason("type.word", "بلده") in found.reasons
    assert Reason("context.near", RAQQA.id) in found.reasons
    assert not any(reason.code == "name.unknown" for reason in found.reasons)
    assert (found.start, found.end, found.surface) == (UNKNOWN.start, UNKNOWN.end, UNKNOWN.surface)


def test_what_was_found_but_surely_is_not_it_stays_unresolved_with_candidates() -> None:
    elsewhere = replace(HAMLET, country="EG", lat=30.0, lon=31.0)
    _, left = parsed(Looks(elsewhere), KNOWN, UNKNOWN)
    assert left.place is None
    assert left.confidence == UNKNOWN.confidence
    assert [candidate.place_id for candidate in left.candidates] == [elsewhere.id]
    assert left.reasons == (*UNKNOWN.reasons, Reason(UNSURE, "nominatim"))


@pytest.mark.parametrize("looks", [Looks(), Looks(HAMLET, answers=False)])
def test_without_an_answer_everything_is_as_it_was(looks: Looks) -> None:
    assert parsed(looks, KNOWN, UNKNOWN) == [KNOWN, UNKNOWN]
    assert len(looks.asked) == 1


def test_a_name_is_asked_for_once_a_story() -> None:
    looks = Looks(HAMLET)
    found = parsed(looks, KNOWN, UNKNOWN, replace(UNKNOWN, start=90, end=99))
    assert [each.place for each in found[1:]] == [HAMLET, HAMLET]
    assert len(looks.asked) == 1


def test_nothing_is_asked_where_all_is_known_or_no_country_is() -> None:
    looks = Looks(HAMLET)
    assert parsed(looks, KNOWN) == [KNOWN]
    assert parsed(looks, UNKNOWN) == [UNKNOWN]
    assert parsed(looks) == []
    assert looks.asked == []


def test_what_no_word_calls_a_place_must_lie_near_the_others() -> None:
    bare = replace(UNKNOWN, reasons=(Reason("name.unlisted"),))
    far = replace(HAMLET, lat=32.7, lon=36.2)
    assert [parsed(Looks(place), KNOWN, bare)[1].place for place in (HAMLET, far)] == [HAMLET, None]
    assert parsed(Looks(far), KNOWN, UNKNOWN)[1].place == far


@pytest.mark.parametrize("role", [Role.ORGANISATION, Role.ACTOR, Role.DEMONYM])
def test_what_would_not_be_drawn_is_not_asked_for(role: Role) -> None:
    looks = Looks(HAMLET)
    parsed(looks, KNOWN, replace(UNKNOWN, role=role))
    assert looks.asked == []


def test_a_dateline_tells_the_country_too() -> None:
    looks = Looks(HAMLET)
    parsed(looks, UNKNOWN, dateline="الرقة")
    assert looks.asked[0].countries == ("SY",)


def test_what_else_is_told_of_a_story_reaches_the_parser_and_nobody_else() -> None:
    parser, looks = Parser(KNOWN, UNKNOWN), Looks(HAMLET)
    told = {
        "title": "سر",
        "dateline": "",
        "outlet": "Secret Weekly",
        "published": None,
        "language": Language.ARABIC,
    }
    LookingUp(parser, looks, GAZETTEER).parse("سر كبير", **told)
    assert parser.told == {"text": "سر كبير", **told}
    assert "سر" not in repr(looks.asked)
    assert "Secret" not in repr(looks.asked)


def test_the_main_countries_are_those_of_a_fifth_of_the_places() -> None:
    setting = setting_of([KNOWN] * 3 + [mention(MOSUL)] * 2 + [mention(replace(DEIR, country="TR"))])
    assert setting.main_countries == ("IQ", "SY")
    assert sum(setting.countries.values()) == pytest.approx(1)


def test_armies_act_abroad() -> None:
    russia = Place("iso-RU", "Russia", "روسيا", Kind.COUNTRY, 60, 90, "RU")
    setting = setting_of([KNOWN, mention(russia, role=Role.ACTOR)])
    assert setting.countries["RU"] < setting.countries["SY"]
    assert russia not in setting.places


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("تَلّ المِثَال", "تل المثال"),
        ("كفـــر نبل", "كفر نبل"),
        ("Tell\n al-Mithal", "Tell al-Mithal"),
        ("12", ""),
        ("ab", ""),
        ("", ""),
        ("x" * 200, ""),
    ],
)
def test_names_are_sent_as_maps_write_them(name: str, sent: str) -> None:
    assert sendable(name) == sent
