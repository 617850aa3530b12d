"""Encodings: told by marks, by being UTF-8, by what is declared, by the letters."""

from __future__ import annotations

import pytest

from geodata.readers.common.decoding import decode
from geodata.readers.common.encodings import arabic_likelihood, known
from geodata.readers.common.records import Unreadable

SHORT = ["دمشق", "الرقة", "قصف على حلب", "Idlib: غارات جوية", "معبر باب الهوى"]
LONG = "قال شهود إن الطريق بين البلدتين أُغلق مساء أمس، وإن عشرات العائلات وصلت إلى المخيم قبل ذلك."
ARABIC = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"]


@pytest.mark.parametrize("encoding", [*ARABIC, "iso8859-6"])
def test_an_arabic_sentence_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(LONG.encode(encoding)) == LONG


@pytest.mark.parametrize("encoding", ARABIC)
@pytest.mark.parametrize("text", SHORT)
def test_short_arabic_texts_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", SHORT)
def test_what_is_declared_settles_what_letters_leave_open(text: str) -> None:
    for encoding, label in (("cp1256", "windows-1256"), ("iso8859-6", "ISO-8859-6")):
        assert decode(text.encode(encoding), label) == text


@pytest.mark.parametrize(
    "declared", ["windows-1256", "iso-8859-1", "iso-8859-6", "utf-16", "no-such-thing", "rot13"]
)
def test_a_false_declaration_does_no_harm(declared: str) -> None:
    assert decode(LONG.encode(), declared) == LONG
    assert decode("Café in Idlib’s old town".encode(), declared) == "Café in Idlib’s old town"


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "utf-8", "windows-1252"])
def test_arabic_declared_as_latin_is_arabic(declared: str) -> None:
    assert decode(LONG.encode("cp1256"), declared) == LONG


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“It’s over”, he said – at the café", "cp1252"),
        ("Un témoin a déclaré qu’à la frontière", "cp1252"),
        ("Zerstörte Häuser in den größeren Städten", "cp1252"),
        ("Sınırdaki çatışmalar sürüyor, yaralılar taşındı", "cp1254"),
        ("Жители сообщили о взрывах на окраине города", "cp1251"),
    ],
)
def test_other_scripts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_of_another_script_is_believed() -> None:
    text = "Ο δρόμος έκλεισε"
    assert decode(text.encode("iso8859-7"), "ISO-8859-7") == text


def test_vowel_signs_and_tatweel() -> None:
    text = "أُصِيبَ شَخْصانِ فِي البَلْـــدَةِ صَباحَ اليَوْمِ"
    for encoding in ("cp1256", "iso8859-6"):
        assert decode(text.encode(encoding)) == text


def test_broken_utf8_is_utf8_with_its_faults() -> None:
    data = LONG.encode()
    broken = data[:9] + data[10:]
    assert decode(broken).encode("utf-8", "surrogateescape") == broken
    assert decode(broken, "windows-1256").encode("utf-8", "surrogateescape") == broken


def test_cut_in_the_middle_of_a_letter() -> None:
    assert decode(LONG.encode()[:-2]).endswith("ل\udcd9") or decode(LONG.encode()[:-2])[:-1] in LONG


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "Office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (bytes(range(256)) * 9, "not a text"),
        (bytes(range(0x80, 0x100)) * 9, "encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as error:
        decode(data)
    assert error.value.remedy.endswith(".")


def test_labels() -> None:
    assert known(" Windows-1256 ") == known("x-cp1256") == "cp1256"
    assert known("ISO-8859-1") == "cp1252"
    assert known("iso-8859-6-i") == "iso8859-6"
    for label in ("", "rot13", "idna", "unicode_escape", "punycode", "zip", "\0"):
        assert known(label) == ""


def test_likelihood_tells_arabic_from_what_only_has_its_letters() -> None:
    other = LONG.encode("cp1256").decode("iso8859-6", "replace")
    russian = "Жители сообщили о взрывах".encode("cp1251").decode("cp1256")
    assert arabic_likelihood(LONG) > -3.5 > arabic_likelihood(other) > -5 > arabic_likelihood(russian)
    assert arabic_likelihood("plain") == float("-inf")
