"""Writes the columns of ``docs/exports.md`` from the code: ``python -m tests.export_docs``."""

from __future__ import annotations

from geodata.export.common.fields import FIELDS, TOLD
from tests import ROOT

PAGE = ROOT / "docs" / "exports.md"
BEGIN = "<!-- columns: python -m tests.export_docs -->\n"


def page() -> str:
    """The page as it should be: what stands before the mark, and the columns of every kind of rows."""
    head, mark, _ = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    assert mark, f"{PAGE.name} has lost the line {BEGIN!r}"
    lines = []
    for rows, fields in FIELDS.items():
        lines += [f"### {rows.value.capitalize()}", "", f"{TOLD[rows][:1].upper()}{TOLD[rows][1:]}.", ""]
        lines += ["| Column | What it holds | Type | Unit |", "|---|---|---|---|"]
        lines += [
            f"| `{field.name}` | {_cell(field.tells)} | {field.type.value} | {_cell(field.unit)} |"
            for field in fields
        ]
        lines.append("")
    return head + BEGIN + "\n" + "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"{PAGE.relative_to(ROOT)} is written.")


if __name__ == "__main__":
    main()
