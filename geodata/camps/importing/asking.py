"""Questions and their answers: what was answered counts, else what is most likely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geodata.camps.importing.records import Choice, Question
from geodata.errors import UsageError

Values = tuple[tuple[str, str], ...]


def values_of(**values: object) -> Values:
    """Values of a sentence as a record holds them."""
    return tuple((name, str(value)) for name, value in values.items())


class Asking:
    """Collects questions while a plan is made."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self.questions: list[Question] = []

    def ask(
        self,
        code: str,
        rows: Sequence[int],
        values: Values,
        choices: Iterable[Choice],
        likely: str,
        *,
        about: str = "",
    ) -> str:
        """The answer's code; ``likely`` where there is none yet; ``about`` parts questions of one row.

        Raises ``UsageError`` for no such answer.
        """
        parts = (code,) if code.endswith("_all") else (code, str(rows[0]), about)
        name = ":".join(part for part in parts if part)
        offered = tuple(choices)
        given = self._answers.get(name, "")
        if given and given not in {choice.code for choice in offered}:
            known = ", ".join(choice.code for choice in offered)
            msg = f"“{given}” is no answer to {name}; there are: {known}."
            raise UsageError(msg)
        answer = given or likely
        self.questions.append(Question(name, code, tuple(rows), values, offered, answer, bool(given)))
        return answer

    def ask_date(self, code: str, rows: Sequence[int], values: Values, given: str) -> None:
        """Note that a date is wanted; ``given`` is what was answered."""
        self.questions.append(Question(code, code, tuple(rows), values, (), given, bool(given)))

    def given(self, name: str) -> str:
        """What was answered to a question by its id; empty where nothing was."""
        return self._answers.get(name, "")

    def check(self) -> None:
        """Raises ``UsageError`` for answers to what was never asked."""
        asked = {question.id for question in self.questions}
        if unknown := sorted(set(self._answers) - asked):
            known = ", ".join(sorted(asked)) or "none"
            msg = f"Nothing was asked called {', '.join(unknown)}; the questions are: {known[:600]}."
            raise UsageError(msg)
