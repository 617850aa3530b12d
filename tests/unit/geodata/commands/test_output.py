from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.commands.output import say_json, say_table, shorten, width


def test_columns_align_whatever_the_script(capsys: pytest.CaptureFixture[str]):
    say_table(("Name", "N"), [("الرَّقَّة", 5), ("Deir ez-Zor", 12), (None, 100)])
    lines = capsys.readouterr().out.splitlines()
    assert len({width(line) for line in lines}) == 1
    assert [line[-3:] for line in lines] == ["  N", "  5", " 12", "100"]


def test_a_table_of_nothing_is_its_headings(capsys: pytest.CaptureFixture[str]):
    say_table(("Id", "Title"), [])
    assert capsys.readouterr().out == "Id  Title\n"


def test_a_long_text_is_cut_and_stands_on_one_line():
    assert shorten("one\n two  three", 9) == "one two…"
    assert shorten("one two", 7) == "one two"


@given(st.recursive(st.none() | st.text() | st.floats(allow_nan=False), lambda inner: st.lists(inner)))
def test_whatever_is_said_as_json_reads_back(value: object):
    import contextlib
    import io

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        say_json(value)
    text = said.getvalue()
    assert text.encode("utf-8")
    assert json.loads(text) == value
    assert text.count("\n") == 1
