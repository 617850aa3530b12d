import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.sentences import sentences


def pieces(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلت القافلة. ثم عادت؟ نعم!", ["وصلت القافلة.", "ثم عادت؟", "نعم!"]),
        ("قال د. سامر إن الطريق مغلق. وأضاف.", ["قال د. سامر إن الطريق مغلق.", "وأضاف."]),
        (
            "Dr. Lee left the U.S. embassy. She said 3.5 km.",
            ["Dr. Lee left the U.S. embassy.", "She said 3.5 km."],
        ),
        ('He said "go." They went.', ['He said "go."', "They went."]),
        ("عنوان بلا نقطة\n\nفقرة أولى", ["عنوان بلا نقطة", "فقرة أولى"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert pieces(text) == expected


@given(st.text(st.characters(exclude_categories=())) | st.text(".؟! \n\"'أبab1"))
def test_they_cover_all_but_blank_space(text):
    spans = sentences(text)
    covered = [False] * len(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(seen or character.isspace() for seen, character in zip(covered, text, strict=True))
