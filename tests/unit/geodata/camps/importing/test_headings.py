"""What columns mean."""

from __future__ import annotations

import pytest

from geodata.camps.importing.headings import (
    FIELDS,
    How,
    Understood,
    field_of,
    field_of_tag,
    is_tag_row,
    understand,
)
from geodata.camps.importing.wording import catalogue
from geodata.errors import UsageError
from geodata.models import Language


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("camp_name", "name"),
        ("Camp Name", "name"),
        ("group_site/camp_name", "name"),
        ("اسم المخيم", "name"),
        ("المحافظة", "admin1"),
        ("عدد العائلات", "households"),
        ("خط العرض", "lat"),
        ("POINT_X", "lon"),
        ("POINT_Y", "lat"),
        ("_coordinates_latitude", "lat"),
        ("location/_gps_longitude", "lon"),
        ("TypeSite", "type"),
        ("individual", "people"),
        ("# of HH", "households"),
        ("Total number of individuals", "people"),
        ("# of latrines", ""),
        ("ADM1_EN", "admin1"),
        ("ADM1_AR", "admin1_ar"),
        ("ADM2_PCODE", "admin2_pcode"),
        ("adm3_name", "admin3"),
        ("admin1Pcode", "admin1_pcode"),
        ("_id", ""),
        ("_uuid", ""),
        ("_submission_time", ""),
        ("_coordinates_altitude", ""),
        ("favourite colour", ""),
    ],
)
def test_headings(heading: str, field: str):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#loc+name", "name"),
        ("#loc +name +i_ar", "name_ar"),
        ("#adm1+code", "admin1_pcode"),
        ("#geo+lat", "lat"),
        ("#affected+hh", "households"),
        ("#affected+f+children", "girls"),
        ("#affected", "people"),
        ("#affected+children", ""),
        ("#date", "date"),
        ("name", ""),
    ],
)
def test_tags(tag: str, field: str):
    assert field_of_tag(tag) == field


def test_a_row_of_tags_is_told_from_a_row_of_camps():
    assert is_tag_row(["#loc+name", "", "#geo+lat"])
    assert not is_tag_row(["#1 camp", "36.2", "36.7"])
    assert not is_tag_row(["#loc+name"])


def test_of_two_columns_the_filled_one_counts_and_what_is_said_wins():
    found = understand(["camp_name", "site_name", "x1"], (), [False, True, True], {"x1": "pcode"})
    assert found == [
        Understood("", How.BLANK),
        Understood("name", How.HEADING),
        Understood("pcode", How.MAPPED),
    ]


def test_a_mapping_may_leave_out_and_keep():
    headings = ["camp_name", "phone", "donor", "cluster"]
    found = understand(headings, (), [True] * 4, {"phone": "ignore", "donor": "keep"})
    assert [column.field for column in found] == ["name", "", "keep", "keep"]


@pytest.mark.parametrize(
    ("mapping", "told"), [({"nope": "name"}, "no column “nope”"), ({"a": "colour"}, "cannot be “colour”")]
)
def test_a_wrong_mapping_is_told(mapping: dict[str, str], told: str):
    with pytest.raises(UsageError, match=told):
        understand(["a"], (), [True], mapping)


def test_every_field_is_named_in_both_languages():
    for language in Language:
        assert {f"field.{field}" for field in FIELDS} <= set(catalogue(language))
    assert set(catalogue(Language.ARABIC)) == set(catalogue(Language.ENGLISH))
