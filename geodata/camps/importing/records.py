"""What a plan of an import is made of: columns, steps, questions; and its form as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geodata.camp_records import Camp, to_dict
from geodata.camps.importing.headings import How
from geodata.camps.importing.wording import sentence, word
from geodata.models import DatePrecision, Language, When

_LETTERS_OF_A_DAY = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}


class Action(StrEnum):
    """What comes of a row."""

    ADD = "add"
    CHANGE = "change"
    """The camp is known, and something of it changes: a figure more, a status, a name."""
    MERGE = "merge"
    """The same for a camp that is known under another name, or stands twice in the file."""
    SAME = "same"
    """All it says is known."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know of a row or of the file; a code that :mod:`.wording` puts into a sentence."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    def told(self, language: Language) -> str:
        """The sentence."""
        return sentence(language, f"remark.{self.code}", dict(self.values))


@dataclass(frozen=True, slots=True)
class Column:
    """What a column became."""

    heading: str
    field: str
    """A field of ``headings.FIELDS``, ``keep``, or empty where it is left out."""
    how: How
    example: str = ""
    """The first thing that stands in it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to a question."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something only somebody who knows the list can say."""

    id: str
    """Stable for the same file: ``swapped:12``; the number is a row's."""
    code: str
    rows: tuple[int, ...]
    values: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    """Empty where the answer is a date."""
    answer: str
    """What it is taken for: what was answered, else what is most likely; empty where nothing is."""
    answered: bool = False

    @property
    def open(self) -> bool:
        """Whether nothing can be kept before it is answered."""
        return not self.answer

    def told(self, language: Language) -> str:
        """The question as a sentence."""
        return sentence(language, f"question.{self.code}", dict(self.values))

    def row_told(self, language: Language) -> str:
        """Its row in words; empty where it is of several or of none."""
        several = self.code.endswith("_all") or not self.choices
        return "" if several else sentence(language, "plan.row", {"row": str(self.rows[0])})

    def choice_told(self, language: Language, choice: Choice) -> str:
        """One of its answers in words."""
        code = choice.code.partition(":")[0]
        return sentence(language, f"choice.{code}", dict((*self.values, *choice.values)))


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a camp before and after, as people read them."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one camp's rows come to."""

    rows: tuple[int, ...]
    action: Action
    name: str
    camp: Camp | None = None
    """As it will be; None where its row is refused."""
    before: Camp | None = None
    """As it is; None where it is new."""
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """Why: what it was recognised by, what was cleaned, what it is refused for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing is written."""

    file: str
    layout: str
    """``cccm_isimm``, ``cccm_fsmt``, ``unhcr``, ``kobo``, ``cod_ab``, ``own``, ``hxl``, ``mapped`` or
    ``other``."""
    source: str
    """Who is said to say so."""
    when: When | None
    """Of when the figures are where their rows do not say; None where nothing tells."""
    columns: tuple[Column, ...]
    mapping: Mapping[str, str]
    """The columns that somebody mapped, to be saved under a name."""
    mapped_as: str
    """The name of the saved mapping that was taken because it fits; empty where none was."""
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    remarks: tuple[Remark, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Camps by what comes of them."""
        found = Counter(step.action for step in self.steps)
        return {action.value: found[action] for action in Action}

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Those without which nothing can be kept."""
        return tuple(question for question in self.questions if question.open)

    @property
    def kept(self) -> tuple[Camp, ...]:
        """The camps to write, as they will be."""
        return tuple(
            step.camp for step in self.steps if step.camp and step.action not in (Action.SAME, Action.REFUSE)
        )

    def said_by(self, language: Language) -> str:
        """Who is taken to say so, and of when the figures are whose rows do not tell."""
        told = sentence(language, "plan.source", {"source": self.source})
        if self.when is None:
            return told
        day = self.when.first.isoformat()[: _LETTERS_OF_A_DAY.get(self.when.precision, 10)]
        return f"{told} · {sentence(language, 'plan.date', {'date': day})}"

    def to_json(self, language: Language = Language.ENGLISH) -> dict[str, Any]:
        """The plan as JSON, its sentences in a language."""
        return {
            "file": self.file,
            "layout": self.layout,
            "layout_told": word(language, f"layout.{self.layout}"),
            "source": self.source,
            "mapped_as": self.mapped_as,
            "date": self.when.first.isoformat() if self.when else None,
            "said_by": self.said_by(language),
            "sheet": self.sheet,
            "sheets": list(self.sheets),
            "counts": self.counts,
            "columns": [_column(column, language) for column in self.columns],
            "remarks": [remark.told(language) for remark in self.remarks],
            "questions": [_question(question, language) for question in self.questions],
            "steps": [_step(step, language) for step in self.steps],
        }


def _column(column: Column, language: Language) -> dict[str, Any]:
    return {
        "heading": column.heading,
        "field": column.field,
        "field_told": word(language, f"field.{column.field}") if column.field else "",
        "how": column.how.value,
        "how_told": word(language, f"how.{column.how.value}"),
        "example": column.example,
    }


def _question(question: Question, language: Language) -> dict[str, Any]:
    return {
        "id": question.id,
        "code": question.code,
        "rows": list(question.rows),
        "text": question.told(language),
        "row": question.row_told(language),
        "choices": [
            {"code": choice.code, "text": question.choice_told(language, choice)}
            for choice in question.choices
        ],
        "answer": question.answer,
        "answered": question.answered,
        "open": question.open,
    }


def _step(step: Step, language: Language) -> dict[str, Any]:
    return {
        "rows": list(step.rows),
        "action": step.action.value,
        "action_told": word(language, f"action.{step.action.value}"),
        "name": step.name,
        "id": step.camp.id if step.camp else "",
        "camp": to_dict(step.camp) if step.camp else None,
        "changes": [
            {
                "field": change.field,
                "field_told": word(language, f"field.{change.field}"),
                "before": change.before,
                "after": change.after,
            }
            for change in step.changes
        ],
        "remarks": [remark.told(language) for remark in step.remarks],
    }
