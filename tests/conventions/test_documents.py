"""The documents agree with the tree and with one another: links, examples, the README in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app
from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.test_floors import FLOORS
from tests.conventions.test_readme import examples, make_targets, outdated_problems, packages, variables

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*\bsrc=\"([^\"]+)\"")
PICTURE = re.compile(r"docs/(?P<what>\w+)-(?P<language>ar|en)(?P<theme>-dark)?\.png")
ENGLISH, ARABIC = ROOT / "README.md", ROOT / "README.ar.md"


def documents(root: Path) -> list[Path]:
    """What people read: the files at the top and in ``docs/``."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").glob("*.md"))]


def link_problems(root: Path) -> list[str]:
    """Links to files there are not and to headings a document has not."""
    return [
        f"{path.relative_to(root).as_posix()} leads to {target}, which is not there"
        for path in documents(root)
        for match in LINK.finditer(path.read_text(encoding="utf-8"))
        if (target := match[1] or match[2]) and not _is_there(path, target)
    ]


def _is_there(document: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    name, _, heading = target.partition("#")
    path = document.parent / name if name else document
    return path.exists() and (not heading or heading in anchors(path.read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """The headings of a document, as GitHub spells their anchors."""
    headings = re.findall(r"^#+ +(.+?) *$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def example_problems(root: Path) -> list[str]:
    """Command lines that are refused, variables and make targets there are not."""
    return [
        f"{path.relative_to(root).as_posix()}: {problem.partition(': ')[2]}"
        for path in documents(root)
        for problem in outdated_problems(
            path.read_text(encoding="utf-8"), app.build_parser(), variables(ROOT), make_targets(ROOT)
        )
    ]


def told(readme: str, listed: set[str]) -> dict[str, set[str]]:
    """What a README names, whatever its language: see the keys."""
    lines = [re.sub(r"[^\x00-\x7f]+", "", line).split() for line in examples(readme)]
    return {
        "commands": {" ".join(word for word in line[:2] if re.fullmatch("[a-z]+", word)) for line in lines},
        "options": {word for line in lines for word in line if word.startswith("--")},
        "variables": set(re.findall(r"\bCONFLICT_MAP_[A-Z_]*[A-Z]\b", readme)),
        "make targets": set(re.findall(r"\bmake ([a-z]+)\b(?=`| +#)", readme)),
        "pictures": {match["what"] + (match["theme"] or "") for match in PICTURE.finditer(readme)},
        "packages": {name for name in listed if re.search(rf"^\| {re.escape(name)} \|", readme, re.M)},
        "suffixes": set(re.findall(r"(?<=[` ]|>)\.[a-z]{2,7}(?=[` <])", readme)),
        "links": {match[1] for match in LINK.finditer(readme) if match[1] and ".png" not in match[1]}
        - {"README.md", "README.ar.md"},
    }


def difference_problems(english: str, arabic: str, listed: set[str]) -> list[str]:
    """What one README names and the other does not."""
    here, there = told(english, listed), told(arabic, listed)
    return [
        f"{kind} in {name} only: {', '.join(sorted(one[kind] - other[kind]))}"
        for kind in here
        for name, one, other in (("English", here, there), ("Arabic", there, here))
        if one[kind] - other[kind]
    ]


def test_every_link_leads_somewhere() -> None:
    assert link_problems(ROOT) == []


def test_every_example_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    assert example_problems(ROOT) == []


def test_both_readmes_name_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ENGLISH, ARABIC)]
    assert difference_problems(texts[0], texts[1], packages(ROOT)) == []


def test_each_package_has_a_row_of_its_own() -> None:
    assert told(ENGLISH.read_text(encoding="utf-8"), packages(ROOT))["packages"] == packages(ROOT)


@pytest.mark.parametrize(("path", "language", "other"), [(ENGLISH, "en", ARABIC), (ARABIC, "ar", ENGLISH)])
def test_each_readme_begins_with_its_own_picture_and_leads_to_the_other(
    path: Path, language: str, other: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    first = PICTURE.search(text)
    assert first is not None
    assert first["language"] == language
    assert f"({other.name})" in text[: text.index("![")]


def test_the_arabic_readme_runs_from_right_to_left_and_its_commands_do_not() -> None:
    text = ARABIC.read_text(encoding="utf-8").strip()
    assert text.startswith('<div dir="rtl">')
    assert text.endswith("</div>")
    assert text.count("<div") == text.count("</div>")
    opened = text.count("\n```\n") // 2
    assert len(re.findall(r'<div dir="ltr">\n\n```\n', text)) == opened
    # A sign at either end of Latin words would jump to the other.
    assert re.findall(r"(?<!`)`(?:[-.</][^`\n]*|[^`\n]*[-./])`(?!`)", text) == []


def test_the_floors_are_told_as_they_are() -> None:
    """``docs/architecture.md`` has them from the top down, as a house stands."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ((?:`\w+` ?)+)\|", text, re.M)
    there = [{room for room in rooms if _is_room(room)} for rooms in FLOORS]
    assert [(int(number), set(re.findall(r"\w+", rooms))) for number, rooms in rows] == [
        *reversed(list(enumerate(there, start=1)))
    ]


def _is_room(name: str) -> bool:
    return (ROOT / "geodata" / name).is_dir() or (ROOT / "geodata" / f"{name}.py").is_file()


def test_a_link_that_leads_nowhere_is_found(plant: Plant) -> None:
    root = plant(
        {
            "README.md": '# A b\n[a](docs/a.md#c-d) ![b](docs/b.png) <img src="c.png"> [d](#a-b) [e](https://e.org)',
            "docs/a.md": "# C `d`\n[up](../README.md) [gone](#e)\n```\n# e\n```\n",
        }
    )
    assert link_problems(root) == [
        "README.md leads to docs/b.png, which is not there",
        "README.md leads to c.png, which is not there",
        "docs/a.md leads to #e, which is not there",
    ]


def test_an_example_that_is_refused_is_found(plant: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    root = plant({"docs/a.md": "```\npython app.py ingest --origin x\n```\nCONFLICT_MAP_COLOUR\n"})
    assert example_problems(root) == [
        "docs/a.md: the example `python app.py ingest --origin x` is refused",
        "docs/a.md: nothing reads CONFLICT_MAP_COLOUR",
    ]


def test_what_only_one_readme_names_is_found() -> None:
    english = (
        "`make run` ![](docs/map-en.png) [x](docs/x.md)\n"
        "```\npython app.py ingest --fetch a\n```\n| dash | a |\n"
    )
    arabic = "CONFLICT_MAP_A ![](docs/map-ar-dark.png)\n```\npython app.py stories list خبر\n```\n `.txt`\n"
    assert difference_problems(english, arabic, {"dash"}) == [
        "commands in English only: ingest",
        "commands in Arabic only: stories list",
        "options in English only: --fetch",
        "variables in Arabic only: CONFLICT_MAP_A",
        "make targets in English only: run",
        "pictures in English only: map",
        "pictures in Arabic only: map-dark",
        "packages in English only: dash",
        "suffixes in Arabic only: .txt",
        "links in English only: docs/x.md",
    ]
