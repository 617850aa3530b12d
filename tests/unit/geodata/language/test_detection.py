import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.detection import detect
from geodata.models import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قصف على ريف إدلب", Language.ARABIC),
        ("Shelling in rural Idlib", Language.ENGLISH),
        ("نقلت BBC عن مصدر https://example.org/a", Language.ARABIC),
        ("The word حلب means Aleppo, a city in the north of Syria", Language.ENGLISH),
        ("", Language.ENGLISH),
        ("12 / 34", Language.ENGLISH),
    ],
)
def test_by_letters(text, language):
    assert detect(text) is language


@given(st.text(st.characters(exclude_categories=())))
def test_any_string_has_an_answer(text):
    assert detect(text) in tuple(Language)
