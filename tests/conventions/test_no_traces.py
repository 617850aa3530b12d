"""Nothing in the project depends on, or speaks of, the machine it was written on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import line_of, place, text_files

# Each is written in two halves, so that this file does not find itself.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|tm" + r"p/w|Us" + r"ers/\w+)(?:/|\b(?![\w-]))"
    r"|[A-Z]:\\\\?Us" + r"ers\\|\.\./sha" + "red"
)
WORKPLACE = re.compile(
    r"\b(?:HOU"
    + r"SE|STY"
    + r"LE|BRI"
    + r"EF)\.md\b|\bcla"
    + r"ude\b|\banthro"
    + r"pic\b|\bchatg"
    + r"pt\b|\bcopi"
    + r"lot\b"
    r"|\blanguage mo" + r"del\b|\bsub-?ag" + r"ents?\b",
    re.IGNORECASE,
)
PROSE = {"", ".py", ".js", ".cjs", ".mjs", ".css", ".html", ".md", ".toml", ".txt", ".yml", ".yaml"}
"""Kinds of files in which people write; in tables of places, names may look like anything."""


def trace_problems(root: Path) -> list[str]:
    """Paths of one machine, and words about a workplace."""
    return [
        f"{place(root, path, line_of(text, match.start()))} {match[0]!r} belongs to one machine or workplace"
        for path, text in text_files(root)
        for pattern in ((MACHINE, WORKPLACE) if path.suffix in PROSE else (MACHINE,))
        for match in pattern.finditer(text)
    ]


def test_no_trace_of_a_machine_or_workplace() -> None:
    assert trace_problems(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("geodata/a.py", 'DATA = "/wo' + 'rk/data"\n'),
        ("geodata/data/a.csv", "sy-raqqa,/ho" + "me/someone/a.csv\n"),
        ("docs/a.md", "See `/ro" + "ot/notes`.\n"),
        ("tests/a.py", 'open("/tm' + 'p/w/x")\n'),
        ("README.md", "C:\\Us" + "ers\\someone\n"),
        ("README.md", "As STY" + "LE.md has it\n"),
        (".ci/run", "cd ../sha" + "red\n"),
    ],
)
def test_a_trace_is_found(plant: Plant, path: str, text: str) -> None:
    assert len(trace_problems(plant({path: text}))) == 1


def test_addresses_and_ignored_files_are_fine(plant: Plant) -> None:
    root = plant(
        {
            ".gitignore": ".venv/\n*.db\n",
            ".venv/bin/pip": "#!/ho" + "me/someone/python\n",
            "docs/a.md": "https://example.org/wo" + "rk/a, a path/to/ho" + "me, /usr/bin, /home\n",
            "geodata/gazetteer/data/world.csv": "gn-1,Saint-Cla" + "ude\n",
        }
    )
    assert trace_problems(root) == []
