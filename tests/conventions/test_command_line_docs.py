"""``docs/command-line.md`` tells what the command line is now."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

import app
from tests import ROOT, command_line_docs
from tests.command_line_docs import PAGE, TELLINGS, VARIABLES, leaves, page
from tests.conventions.test_readme import outdated_problems, variables

AGAIN = "run `python -m tests.command_line_docs`"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(app.build_parser()), AGAIN


def test_something_is_told_of_every_command_and_variable() -> None:
    assert sorted(TELLINGS) == sorted(name for name, _, _ in leaves(app.build_parser()))
    assert sorted(VARIABLES) == sorted(variables(ROOT))


def test_every_option_has_words() -> None:
    """An option without help would stand on the page as a riddle."""
    silent = [
        f"{name} {action.option_strings[-1]}"
        for name, _, below in leaves(app.build_parser())
        for action in below._actions
        if action.option_strings and not action.help
    ]
    assert silent == []


def test_the_examples_are_accepted() -> None:
    examples = "\n".join(
        f"python app.py {line}" for telling in TELLINGS.values() for line in telling.examples
    )
    assert outdated_problems(f"```\n{examples}\n```", app.build_parser(), set(), set()) == []


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> argparse.ArgumentParser:
    telling = command_line_docs.Telling(("add 1",), failed="it is odd")
    monkeypatch.setattr(command_line_docs, "TELLINGS", {"add": telling, "show all": telling})
    parser = argparse.ArgumentParser()
    below = parser.add_subparsers()
    adding = below.add_parser("add", help="add a thing")
    adding.add_argument("things", metavar="THING", nargs="+", help="what to add")
    adding.add_argument("--database", metavar="PATH|URL", help="where (else CONFLICT_MAP_DATABASE)")
    adding.add_argument("--times", type=int, default=3, help="how often")
    adding.add_argument("--most", type=int, default=7, help="at most this many (7)")
    showing = below.add_parser("show").add_subparsers().add_parser("all", help="show all")
    showing.add_argument("--database", metavar="PATH|URL", help="where (else CONFLICT_MAP_DATABASE)")
    showing.add_argument("--form", choices=["a", "b"], help="its form")
    return parser


def test_what_the_parser_knows_stands_on_the_page(parser: argparse.ArgumentParser) -> None:
    text = page(parser)
    for line in (
        "| [`add`](#add) | add a thing |",
        "| [`show all`](#show-all) | show all |",
        "python app.py add THING … [OPTION …]",
        "| `THING` | what to add |",
        "| `--times TIMES` | how often (unless given: 3) |",
        "| `--most MOST` | at most this many (7) |",
        "| `--form a\\|b` | its form |",
        "Status 1: it is odd.",
    ):
        assert line in text.splitlines()
    # What every command has stands once.
    assert text.count("`--database PATH\\|URL`") == 1
    assert "| `CONFLICT_MAP_DATABASE` | the database" in text


def test_a_change_of_the_command_line_changes_the_page(
    parser: argparse.ArgumentParser, tmp_path: Path
) -> None:
    before = page(parser)
    parser.description = "This stands nowhere."
    assert page(parser) == before
    for _, _, below in leaves(parser):
        below.add_argument("--loud", action="store_true", help="say more")
    assert "| `--loud` | say more |" in page(parser)
