"""The README tells of every command, setting and package, and nothing in it is out of date."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import product_modules, syntax

COMMAND_LINE = re.compile(r"^\s*(?:\$ )?(?:\S*[/\\])?python3? app\.py\b(?P<arguments>.*)$")
VARIABLE = re.compile(r"\bCONFLICT_MAP_[A-Z_]*[A-Z]\b")


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[str]:
    """Every command of a command line, those below another as ``stories list``."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield f"{prefix}{name}"
                yield from commands(below, f"{prefix}{name} ")


def variables(root: Path) -> set[str]:
    """Every environment variable of ours that the product's code names outside its docstrings."""
    constants = (node for path in product_modules(root) for node in ast.walk(syntax(path)))
    texts = (
        node.value for node in constants if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if VARIABLE.fullmatch(text)}


def packages(root: Path) -> set[str]:
    """The names of the packages that ``requirements.txt`` lists."""
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {match[0] for line in lines if (match := re.match(r"[A-Za-z0-9][\w.-]*", line))}


def untold_problems(
    readme: str, names: Iterator[str] | set[str], variables: set[str], packages: set[str]
) -> list[str]:
    """Commands, variables and packages the README does not mention."""
    told = re.sub(r"[-_.]+", "-", readme.lower())
    problems = [f"the command `python app.py {name}`" for name in names if not _tells_command(readme, name)]
    problems += [
        f"the variable {name}" for name in sorted(variables) if not re.search(rf"\b{name}\b", readme)
    ]
    problems += [
        f"the package {name}"
        for name in sorted(packages)
        if not re.search(rf"(?<![\w-]){re.sub(r'[-_.]+', '-', name.lower())}(?![\w-])", told)
    ]
    return [f"README.md does not tell of {problem}" for problem in problems]


def _tells_command(readme: str, name: str) -> bool:
    return re.search(rf"app\.py {re.escape(name)}(?![\w-])", readme) is not None


def outdated_problems(
    readme: str, parser: argparse.ArgumentParser, variables: set[str], targets: set[str]
) -> list[str]:
    """Examples that the command line refuses, and variables and make targets that do not exist."""
    problems = [
        f"the example `python app.py{line}` is refused" for line in examples(readme) if _refuses(parser, line)
    ]
    problems += [f"nothing reads {name}" for name in sorted(set(VARIABLE.findall(readme)) - variables)]
    made = re.findall(r"(?:^\s*|`)(?:\$ )?make ([a-z][\w-]*)", readme, re.MULTILINE)
    problems += [f"there is no `make {target}`" for target in sorted(set(made) - targets)]
    return [f"README.md is out of date: {problem}" for problem in problems]


def examples(readme: str) -> list[str]:
    """The arguments of each ``python app.py`` line in a block of code; ``[`` marks a pattern to fill in."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    found = [match["arguments"] for line in lines if (match := COMMAND_LINE.match(line))]
    return [line for line in found if "[" not in line and "…" not in line]


def _refuses(parser: argparse.ArgumentParser, line: str) -> bool:
    words = shlex.split(line, comments=True)
    # What follows a redirection or a pipe belongs to the shell.
    end = next((index for index, word in enumerate(words) if word in ("|", ">", "<", "&", "&&")), len(words))
    try:
        parser.parse_args(words[:end])
    except SystemExit as error:
        return error.code not in (0, None)
    return False


def make_targets(root: Path) -> set[str]:
    """The targets of the Makefile."""
    text = (root / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*):", text, re.MULTILINE))


def _readme() -> str:
    assert (ROOT / "README.md").exists(), "README.md is missing"
    return (ROOT / "README.md").read_text(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    import app

    return app.build_parser()


def test_the_readme_tells_of_everything() -> None:
    assert untold_problems(_readme(), commands(_parser()), variables(ROOT), packages(ROOT)) == []


def test_nothing_in_the_readme_is_out_of_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert outdated_problems(_readme(), _parser(), variables(ROOT), make_targets(ROOT)) == []


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    below = parser.add_subparsers()
    below.add_parser("ingest").add_argument("--source")
    stories = below.add_parser("stories").add_subparsers()
    stories.add_parser("list")
    return parser


def test_commands_below_commands_are_listed(parser: argparse.ArgumentParser) -> None:
    assert list(commands(parser)) == ["ingest", "stories", "stories list"]


def test_what_the_readme_leaves_out_is_found(parser: argparse.ArgumentParser) -> None:
    readme = "`python app.py ingest`, CONFLICT_MAP_DATABASE, flask-compress"
    asked = {"CONFLICT_MAP_DATABASE", "CONFLICT_MAP_DATA"}, {"flask_compress", "flask"}
    assert untold_problems(readme, commands(parser), *asked) == [
        "README.md does not tell of the command `python app.py stories`",
        "README.md does not tell of the command `python app.py stories list`",
        "README.md does not tell of the variable CONFLICT_MAP_DATA",
        "README.md does not tell of the package flask",
    ]


def test_what_is_out_of_date_is_found(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = """
```
python app.py ingest --source X
.venv/bin/python app.py ingest --origin X
python app.py ingest [--source NAME]
make run
make coffee
```
CONFLICT_MAP_COLOUR
"""
    assert outdated_problems(readme, parser, {"CONFLICT_MAP_DATABASE"}, {"run"}) == [
        "README.md is out of date: the example `python app.py ingest --origin X` is refused",
        "README.md is out of date: nothing reads CONFLICT_MAP_COLOUR",
        "README.md is out of date: there is no `make coffee`",
    ]


def test_variables_and_packages_are_read_from_the_tree(plant: Plant) -> None:
    text = '"""Reads CONFLICT_MAP_NOT."""\nimport os\nos.environ.get("CONFLICT_MAP_DATABASE")\n'
    root = plant({"geodata/settings.py": text, "requirements.txt": "# why\ndash>=4,<5\nflask-compress>=1\n"})
    assert variables(root) == {"CONFLICT_MAP_DATABASE"}
    assert packages(root) == {"dash", "flask-compress"}
