"""What the command line makes of addresses, without asking any."""

from __future__ import annotations

from pathlib import Path

import pytest

import app
from geodata.commands.fetching import sources_of
from geodata.commands.parser import settings_of
from geodata.errors import ReadError, UsageError
from geodata.fetching import DEFAULT_USER_AGENT, WebSource

A, B = "https://a.example/1", "http://b.example/2"


def sources(*arguments: str) -> list[Path | WebSource]:
    parsed = app.build_parser().parse_args(["ingest", *arguments])
    return sources_of(parsed, settings_of(parsed), None)


def the_one(*arguments: str) -> WebSource:
    (source,) = sources(*arguments)
    assert isinstance(source, WebSource)
    return source


def test_files_and_addresses_keep_their_order(tmp_path: Path):
    listed = tmp_path / "list.txt"
    listed.write_text(f"# mine\n{B}\n", encoding="utf-8")
    found = sources("--fetch", "news.txt", A, "-", "--addresses", str(listed))
    assert list(map(str, found)) == ["news.txt", A, "-", B]
    assert [isinstance(one, WebSource) for one in found] == [False, True, False, True]
    web = [one for one in found if isinstance(one, WebSource)]
    assert web[0].fetcher is web[1].fetcher


def test_an_address_alone_is_not_asked():
    with pytest.raises(UsageError, match=r"a\.example.* Add --fetch"):
        sources(A)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "required: SOURCE"),
        (("--fetch",), "required: SOURCE"),
        (("a.txt", "--feed-only"), "--feed-only .* add --fetch"),
        (("a.txt", "--allow-port", "8080"), "--allow-port .* add --fetch"),
        (("--addresses", "list.txt"), "--addresses .* add --fetch"),
        (("--fetch", "a.txt", "--archived", A), "--archived belongs to one story"),
        (("--fetch", A, B, "--archived", A), "--archived belongs to one story"),
        (("--fetch", A, "a.txt", "--url", A), "--url belongs to one story"),
        (("--fetch", A, "--archived", "copy.html"), "--archived: It is no web address"),
        (("--fetch", A, "--user-agent", "سطر"), "user agent"),
        (("--fetch", A, "--allow-port", "70000"), "port"),
        (("--fetch", "--addresses", "missing.txt"), "cannot be read"),
    ],
)
def test_what_does_not_fit_is_told(arguments: tuple[str, ...], told: str):
    with pytest.raises(UsageError, match=told):
        sources(*arguments)


def test_a_list_with_something_else_in_it_is_refused(tmp_path: Path):
    listed = tmp_path / "list.txt"
    listed.write_text("news.txt\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"list\.txt:1"):
        sources("--fetch", "--addresses", str(listed))


def test_who_asks_is_told_on_the_command_line_or_by_the_environment(monkeypatch: pytest.MonkeyPatch):
    assert the_one("--fetch", A).fetcher.policy.user_agent == DEFAULT_USER_AGENT
    monkeypatch.setenv("CONFLICT_MAP_USER_AGENT", "Desk (desk@example.org)")
    assert the_one("--fetch", A).fetcher.policy.user_agent == "Desk (desk@example.org)"
    assert the_one("--fetch", A, "--user-agent", "Me").fetcher.policy.user_agent == "Me"


def test_ports_are_added_to_the_usual_ones():
    assert the_one("--fetch", A).fetcher.policy.ports == {80, 443}
    assert the_one("--fetch", A, "--allow-port", "8080").fetcher.policy.ports == {80, 443, 8080}


def test_options_reach_the_source():
    source = the_one("--fetch", A, "--feed-only", "--archived", "http://Archive.example/x")
    assert (source.feed_only, source.archived) == (True, "http://archive.example/x")


def test_nothing_but_public_machines_is_asked_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    database = str(tmp_path / "map.db")
    status = app.main(["ingest", "--fetch", "http://127.0.0.1/", "http://[::1]/", "--database", database])
    told = capsys.readouterr().out
    assert status == 1
    assert told.count("only public addresses are asked") == 2
