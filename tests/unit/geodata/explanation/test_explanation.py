"""Why a mention was read so, told in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geodata.explanation import About, Explanation, explain
from geodata.geoparse.reasons import CODES, COUNTRY_DETAILS, PLACE_DETAILS, WEIGHED
from geodata.models import (
    Candidate,
    Compass,
    DatePrecision,
    Language,
    Place,
    Precision,
    Reason,
    Role,
    Vicinity,
    VicinityKind,
    When,
)
from geodata.protection import Cover, Levels
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, mention, on
from tests.unit.geodata.explanation.places import OTHER_RAQQA, PLACES

ENGLISH, ARABIC = Language.ENGLISH, Language.ARABIC
PUBLISHED = on("2017-10-12")


def _explain(
    place: Place | None = RAQQA,
    language: Language = ENGLISH,
    *,
    published: When | None = None,
    **changes: Any,
) -> Explanation:
    return explain(replace(mention(place), **changes), place, PLACES, language, published=published)


def _said(explanation: Explanation, question: About) -> list[str]:
    return [line.text for answer in explanation.answers if answer.about is question for line in answer.lines]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(CODES))
def test_every_reason_is_told(code: str, language: Language) -> None:
    detail = DEIR.id if code in PLACE_DETAILS else "SY" if code in COUNTRY_DETAILS else "كلمة"
    told = _explain(language=language, reasons=(Reason(code, detail),))
    without = _explain(language=language)
    new = {line.text for answer in told.answers for line in answer.lines} - {
        line.text for answer in without.answers for line in answer.lines
    }
    assert new, "a reason that changes nothing is not told"
    spoken = {
        DEIR.id: "دير الزور" if language is ARABIC else "Deir ez-Zor",
        "SY": "سوري" if language is ARABIC else "Syria",
    }
    if "(detail:" in CODES[code]:
        assert any(spoken.get(detail, detail) in line for line in new)
    assert not any(DEIR.id in line or "{" in line for line in new)


def test_questions_are_answered_in_their_order() -> None:
    told = _explain(reasons=(Reason("dateline"), Reason("only.candidate"), Reason("name.exact")))
    assert [answer.about for answer in told.answers] == [
        About.NAME, About.PLACE, About.CHOICE, About.SURE, About.ROLE, About.PRECISION, About.DATE,
    ]  # fmt: skip
    assert [answer.title for answer in told.answers][:3] == ["The name", "A place?", "Which one?"]


def test_distances_are_told_from_the_place_to_the_other() -> None:
    near = (Reason("context.near", DEIR.id),)
    assert _said(_explain(reasons=near), About.CHOICE) == ["The story also names Deir ez-Zor, 123 km away."]
    assert _said(_explain(DEIR, reasons=near), About.CHOICE) == ["The story names it in another way as well."]
    there = replace(DEIR, id="gn-2", admin1="")
    assert _said(_explain(there, reasons=near), About.CHOICE) == [
        "The story also names Deir ez-Zor, right there."
    ]
    around = (Reason("context.near", RAQQA_GOVERNORATE.id),)
    assert _said(_explain(reasons=around), About.CHOICE) == [
        "The story also names Raqqa Governorate, in which it lies."
    ]
    kept_before = (Reason("context.near", "Tabqa"),)
    assert "Tabqa" in _said(_explain(reasons=kept_before), About.CHOICE)[0]


def test_a_code_of_a_newer_version_is_passed_over() -> None:
    assert _explain(reasons=(Reason("name.exact"), Reason("stars.say", "so"))) == _explain(
        reasons=(Reason("name.exact"),)
    )


# ---- this one and not the next

BEST = Candidate(
    RAQQA.id,
    0.74,
    (
        Reason("population", weight=0.3),
        Reason("context.near", DEIR.id, 0.24),
        Reason("type.word", "مدينة", 0.2),
    ),
)
NEXT = Candidate(
    OTHER_RAQQA.id, 0.1, (Reason("population", weight=0.25), Reason("type.other", "مدينة", -0.15))
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            ENGLISH,
            "It is more likely than Raqqa (village, IQ), for it lies closer to the story’s other places: "
            "123 km from Deir ez-Zor, the word “مدينة” fits it and the word “مدينة” does not fit the other.",
        ),
        (
            ARABIC,
            "هو أرجح من الرقة (قرية، IQ)، لأنه أقرب إلى أماكن الخبر الأخرى: على بعد 123 كم من دير الزور "
            "ولأن كلمة «مدينة» تناسبه ولأن كلمة «مدينة» لا تناسب الآخر.",
        ),
    ],
)
def test_what_tells_it_from_the_next(language: Language, said: str) -> None:
    assert _said(_explain(language=language, candidates=(BEST, NEXT)), About.CHOICE) == [said]


def test_candidates_that_differ_in_nothing_are_hardly_told_apart() -> None:
    alike = replace(BEST, place_id=OTHER_RAQQA.id)
    assert _said(_explain(candidates=(BEST, alike)), About.CHOICE) == [
        "It is hardly more likely than Raqqa (village, IQ)."
    ]


@pytest.mark.parametrize(
    "candidates",
    [
        (BEST,),
        (replace(BEST, evidence=()), replace(NEXT, evidence=())),
        (BEST, replace(NEXT, place_id="gone")),
    ],
)
def test_without_a_rival_or_evidence_nothing_is_compared(candidates: tuple[Candidate, ...]) -> None:
    assert _said(_explain(candidates=candidates), About.CHOICE) == []


def test_options_carry_their_scores_in_parts_the_weightiest_first() -> None:
    first, second = _explain(language=ARABIC, candidates=(BEST, NEXT)).options
    assert (first.name, first.other_name, first.score, first.chosen) == ("الرقة", "Raqqa", 0.74, True)
    assert [(factor.line.text, factor.weight) for factor in first.factors] == [
        ("شهرته", 0.3), ("على بعد 123 كم من دير الزور", 0.24), ("«مدينة» تناسبه", 0.2),
    ]  # fmt: skip
    assert (second.where.text, second.chosen) == ("قرية، IQ", False)


def test_every_part_of_a_score_has_its_words() -> None:
    parts = tuple(Reason(code, DEIR.id, 0.1) for code in sorted(WEIGHED))
    rival = Candidate(OTHER_RAQQA.id, 0.1)
    for language in Language:
        told = _explain(language=language, candidates=(Candidate(RAQQA.id, 0.9, parts), rival))
        assert len(told.options[0].factors) == len(WEIGHED)


def test_a_candidate_no_gazetteer_knows_any_more_is_left_out() -> None:
    told = _explain(candidates=(BEST, Candidate("gone", 0.3)))
    assert [option.place for option in told.options] == [RAQQA]


def test_a_wider_place_than_the_name_says_is_told() -> None:
    told = _explain(
        RAQQA_GOVERNORATE,
        candidates=(BEST, NEXT),
        reasons=(Reason("vicinity.countryside", "ريف"),),
        precision=Precision.GOVERNORATE,
    )
    assert _said(told, About.PRECISION) == [
        "Meant: somewhere in the governorate.",
        "“ريف” means the land around a town, or a side of that land.",
        "So Raqqa Governorate is drawn, not Raqqa itself.",
    ]
    assert [option.chosen for option in told.options] == [True, False]


def test_what_lies_beside_a_place_is_told_as_such() -> None:
    beside = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20.0)
    told = _explain(vicinity=beside, reasons=(Reason("vicinity.offset", "20 km east of"),))
    assert _said(told, About.PRECISION) == [
        "Meant: 20 km east of Raqqa.",
        "“20 km east of” means a point away from it, not the place itself.",
    ]
    told = _explain(language=ARABIC, vicinity=beside)
    assert _said(told, About.PRECISION) == ["المقصود: على بعد 20 كم شرق الرقة."]
    assert told.name == "على بعد 20 كم شرق الرقة"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (ENGLISH, "Meant: the place itself (blurred to about 1 km to protect people)."),
        (ARABIC, "المقصود: المكان نفسه (موقعه مموَّه إلى نحو كيلومتر واحد لحماية الناس)."),
    ],
)
def test_a_blurred_place_is_told_as_blurred_and_no_vaguer(language: Language, said: str) -> None:
    blurred = Cover(Levels.named(places="1km")).place(RAQQA)
    told = _explain(blurred, language, precision=blurred.precision)
    assert _said(told, About.PRECISION) == [said]
    wider = _explain(blurred, precision=Precision.GOVERNORATE)
    assert _said(wider, About.PRECISION) == ["Meant: somewhere in the governorate."]


# ---- roles, dates, what is not drawn


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_told_and_why_it_is_not_drawn(role: Role, language: Language) -> None:
    told = _explain(role=role, language=language)
    assert _said(told, About.ROLE)
    assert bool(_said(told, About.MAP)) is not role.drawn
    assert bool(_said(told, About.PRECISION)) is role.drawn


def test_an_actor_without_a_telling_word_is_told_all_the_same() -> None:
    assert len(_said(_explain(MOSUL, role=Role.ACTOR), About.ROLE)) == 2
    why = (Reason("role.actor", "accused"),)
    assert _said(_explain(MOSUL, role=Role.ACTOR, reasons=why), About.ROLE)[1:] == [
        "“accused” speaks of a country or its government as one who acts or is dealt with."
    ]


def test_a_place_that_only_says_where_another_lies() -> None:
    told = _explain(reference=True, reasons=(Reason("reference", DEIR.id),))
    assert _said(told, About.MAP) == ["It only says where Deir ez-Zor lies.", "So it is not drawn."]


def test_an_unknown_name_has_no_place_and_says_so() -> None:
    told = _explain(None, reasons=(Reason("name.unknown", "village"),))
    assert (told.name, told.where.text, told.options) == ("", "", ())
    assert _said(told, About.MAP) == ["It is not drawn: where it lies is unknown."]
    assert not _said(told, About.SURE)


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(0.8, "sure (80%)"), (0.79, "fairly sure (79%)"), (0.5, "fairly sure (50%)"), (0.49, "unsure (49%)")],
)
def test_how_sure_is_told_in_three_words(confidence: float, said: str) -> None:
    assert _said(_explain(confidence=confidence), About.SURE) == [said]


DAY = date(2017, 10, 11)


@pytest.mark.parametrize(
    ("event", "published", "said"),
    [
        (When(DAY, DAY, evidence="أمس"), PUBLISHED,
         "“أمس” in its sentence, counted from the day of publication, 12 October 2017: 11 October 2017."),
        (When(DAY, DAY, evidence="11/10/2017"), PUBLISHED, "“11/10/2017” in its sentence: 11 October 2017."),
        (When(DAY, DAY, DatePrecision.DAY, "أمس"), None, "“أمس” in its sentence: 11 October 2017."),
        (None, PUBLISHED, "Its sentence tells no date; the story was published on 12 October 2017."),
        (None, None, "No date: neither its sentence nor the story tells one that can be placed."),
    ],
)  # fmt: skip
def test_which_date_and_from_where(event: When | None, published: When | None, said: str) -> None:
    assert _said(_explain(event=event, published=published), About.DATE) == [said]


def test_a_date_is_told_in_arabic() -> None:
    told = _explain(language=ARABIC, event=When(DAY, DAY, evidence="أمس"), published=PUBLISHED)
    assert _said(told, About.DATE) == [
        "«أمس» في جملته، محسوبة من يوم النشر 12 تشرين الأول 2017: 11 تشرين الأول 2017."
    ]
