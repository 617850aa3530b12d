"""Runs every check and every test, the quick ones first: ``python -m tests.all [arguments for pytest]``.

All parts run even when one fails; the last lines say how each ended. Status 0 only when every part passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests import ROOT, node

LONGEST = 25 * 60
"""Seconds after which a part that hangs is ended."""
BROWSER_TESTS = "tests/e2e"
SPREAD = ("-n", "auto", "--dist", "loadfile")
"""Each file on one of the cores, all cores at once."""
MOST_BROWSERS = 4
"""Beyond this many at once, what they hold in memory counts for more than the time they save."""
NOTHING_COLLECTED = 5
"""Pytest's status where no test fits what was asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One check: a command, and where it writes a JUnit report if it counts tests."""

    name: str
    command: Sequence[str | Path]
    report: Path | None = None
    may_be_empty: bool = False
    """Whether it may find nothing to test: where only some of the tests were asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a part ended."""

    name: str
    passed: bool
    seconds: float
    tests: int | None = None
    skipped: int = 0

    def line(self) -> str:
        """One row of the closing table."""
        counts = "" if self.tests is None else f"{self.tests} tests"
        if self.skipped:
            counts += f", {self.skipped} of them skipped"
        verdict = "passed" if self.passed else "FAILED"
        return f"{verdict}  {self.name:<12} {self.seconds:6.1f} s  {counts}".rstrip()


def main(arguments: Sequence[str] = ()) -> int:
    """Run all parts, print the closing table, and tell by the status whether all passed."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [_run(part) for part in parts(Path(folder), arguments)]
    for line in closing_lines(outcomes):
        print(line)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def parts(reports: Path, arguments: Sequence[str] = ()) -> list[Part]:
    """Every part in the order it runs; ``arguments`` go to pytest."""
    python = [sys.executable, "-m"]
    javascript, without, within = (reports / f"{name}.xml" for name in ("javascript", "pytest", "browser"))
    pytest = [*python, "pytest"]
    chosen = bool(arguments)
    rest = (f"--ignore={BROWSER_TESTS}",)
    # A browser is idle for much of a test, while its server or the test is at work.
    browsers = (f"--maxprocesses={MOST_BROWSERS}", BROWSER_TESTS)
    return [
        Part("ruff check", [*python, "ruff", "check", "--quiet", "."]),
        Part("ruff format", [*python, "ruff", "format", "--quiet", "--check", "."]),
        Part("mypy", [*python, "mypy", "--no-error-summary"]),
        Part("JavaScript", _javascript(javascript), javascript),
        Part("pytest", [*pytest, *SPREAD, *rest, f"--junit-xml={without}", *arguments], without, chosen),
        Part("browser", [*pytest, *SPREAD, *browsers, f"--junit-xml={within}", *arguments], within, chosen),
    ]


def _javascript(report: Path) -> list[str | Path]:
    # The files are named one by one: what a folder means to `node --test` changed between Node 20 and 22.
    tests = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "js").rglob("*.test.*js"))
    reporters = ["--test-reporter=dot", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    return [node.find_node() or "node", "--test", *reporters, *tests]


def _run(part: Part) -> Outcome:
    print(f"\n── {part.name}", flush=True)
    start = time.monotonic()
    try:
        environment = {**os.environ, "NO_UPDATE_NOTIFIER": "1"}
        status = subprocess.run(part.command, cwd=ROOT, env=environment, timeout=LONGEST).returncode
    except FileNotFoundError:
        print(node.MISSING)
        status = 1
    except subprocess.TimeoutExpired:
        print(f"Ended after {LONGEST // 60} minutes.")
        status = 1
    seconds = time.monotonic() - start
    if part.report is None:
        return Outcome(part.name, status == 0, seconds)
    if part.may_be_empty and status == NOTHING_COLLECTED:
        return Outcome(part.name, True, seconds, 0)
    tests, skipped = count(part.report)
    # A part that found nothing to test proves nothing.
    return Outcome(part.name, status == 0 and tests > 0, seconds, tests, skipped)


def count(report: Path) -> tuple[int, int]:
    """How many tests a JUnit report tells of, and how many of those were skipped; zeros without a report."""
    try:
        cases = list(ElementTree.parse(report).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return 0, 0
    return len(cases), sum(case.find("skipped") is not None for case in cases)


def closing_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """The table that ends a run."""
    passed = sum(outcome.passed for outcome in outcomes)
    tests = sum(outcome.tests or 0 for outcome in outcomes)
    seconds = sum(outcome.seconds for outcome in outcomes)
    verdict = "All passed" if passed == len(outcomes) else f"{len(outcomes) - passed} FAILED"
    summary = f"{verdict}: {passed} of {len(outcomes)} parts, {tests} tests, {seconds:.0f} s"
    return ["", *(outcome.line() for outcome in outcomes), summary]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
