"""What the other tests stand on does what it promises: the guard, the server, the closing table."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT, network, node, serving, watching
from tests import all as everything
from tests.conftest import _turn


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_connecting_elsewhere_is_refused_and_noted(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.socket(family) as speaker,
        pytest.raises(network.NetworkForbiddenError, match="forbidden in tests"),
    ):
        speaker.connect((host, 80))
    assert network.attempts == [f"socket.connect {host}"]
    network.attempts.clear()


def test_asking_for_another_hosts_address_is_refused_and_noted() -> None:
    with pytest.raises(network.NetworkForbiddenError):
        socket.getaddrinfo("example.org", 80)
    assert network.attempts == ["socket.getaddrinfo example.org"]
    network.attempts.clear()


def test_this_machine_may_be_spoken_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, port), timeout=5).close()
    assert network.attempts == []


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_unix_sockets_may_be_used(tmp_path: Path) -> None:
    address = os.path.relpath(tmp_path / "s")  # such addresses must be short
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(address)
        server.listen()
        client.connect(address)
    assert network.attempts == []


def test_a_test_that_swallows_the_refusal_still_fails(pytester_run: str) -> None:
    assert "1 passed, 1 error" in pytester_run
    assert "This test tried to reach another machine: socket.getaddrinfo example.org" in pytester_run


@pytest.fixture
def pytester_run(tmp_path: Path) -> str:
    """The output of pytest over one test that asks the network and hides that it was refused."""
    test = tmp_path / "test_swallows.py"
    text = "import contextlib, socket\n\ndef test_it():\n    with contextlib.suppress(OSError):\n"
    test.write_text(text + "        socket.getaddrinfo('example.org', 80)\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        tmp_path,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    done = subprocess.run(
        [*command, "-p", "no:dash", test],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def test_servers_under_test_carry_the_guard() -> None:
    code = (
        "import socket\ntry:\n    socket.getaddrinfo('example.org', 80)\nexcept OSError as e:\n    print(e)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=serving.clean_environment(), capture_output=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "Network forbidden in tests: socket.getaddrinfo example.org"
    assert serving.fault_in(done.stderr) == "tried to reach another machine"


def test_servers_under_test_do_not_see_the_users_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFLICT_MAP_DATABASE", "mine.db")
    assert "CONFLICT_MAP_DATABASE" not in serving.clean_environment()


def test_a_traceback_in_a_servers_output_is_a_fault() -> None:
    assert serving.fault_in("x\nTraceback (most recent call last):\n  File") == "wrote a traceback"
    assert serving.fault_in("Serving on http://127.0.0.1:8050\n") == ""


def test_a_server_that_ends_early_is_reported_with_its_words(tmp_path: Path) -> None:
    app = serving.RunningApp(tmp_path / "a.db", tmp_path / "output.txt")
    app.command = [sys.executable, "-c", "print('the database is locked')"]
    with pytest.raises(AssertionError, match=r"(?s)ended before it answered.*the database is locked"), app:
        pass


def test_a_server_is_waited_for_and_ended(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "health").write_text("{}", encoding="utf-8")
    app = serving.RunningApp(tmp_path / "a.db", tmp_path / "output.txt")
    server = (
        "import http.server as h\ns = h.ThreadingHTTPServer(('127.0.0.1', 0), h.SimpleHTTPRequestHandler)\n"
    )
    server += f"import os\nos.chdir({str(tmp_path)!r})\nprint(f'http://127.0.0.1:{{s.server_port}}/')\ns.serve_forever()"
    app.command = [sys.executable, "-c", server]
    with app:
        assert app.get("/api/health")[::2] == (200, b"{}")
        assert app.get("/missing")[0] == 404
    with pytest.raises(OSError, match="refused"):
        app.get("/api/health")


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:8050/api", True),
        ("http://localhost:8050/", True),
        ("data:image/png;base64,AAAA", True),
        ("blob:http://127.0.0.1:8050/1", True),
        ("https://tile.example.org/1.png", False),
        ("http://127.0.0.1.example.org/", False),
        ("file:///etc/hosts", False),
    ],
)
def test_which_addresses_stay_on_this_machine(url: str, own: bool) -> None:
    assert watching.is_own(url) is own


def test_the_node_in_use_is_new_enough() -> None:
    path = node.find_node()
    assert path is not None, node.MISSING
    assert (node.version(path) or (0,)) >= (node.OLDEST,)
    assert node.version(Path(sys.executable)) is None


def test_tests_are_counted_from_reports(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite><testcase/><testcase><skipped/></testcase></testsuite><testcase/></testsuites>",
        encoding="utf-8",
    )
    assert everything.count(report) == (3, 1)
    assert everything.count(tmp_path / "missing.xml") == (0, 0)


def test_one_failed_part_fails_the_run() -> None:
    good, bad = everything.Outcome("ruff check", True, 0.5), everything.Outcome("pytest", False, 9.6, 7, 1)
    assert everything.closing_lines([good, bad])[-1] == "1 FAILED: 1 of 2 parts, 7 tests, 10 s"
    assert everything.closing_lines([good])[-1] == "All passed: 1 of 1 parts, 0 tests, 0 s"
    assert bad.line() == "FAILED  pytest          9.6 s  7 tests, 1 of them skipped"


def test_a_part_passes_only_when_its_command_does_and_it_tested_something(tmp_path: Path) -> None:
    def outcome(code: str, report: Path | None = None, *, may_be_empty: bool = False) -> bool:
        part = everything.Part("part", [sys.executable, "-c", code], report, may_be_empty)
        return everything._run(part).passed

    report = tmp_path / "report.xml"
    assert outcome("pass")
    assert not outcome("raise SystemExit(1)")
    assert not outcome("pass", report)
    assert not outcome("raise SystemExit(5)", report)
    assert outcome("raise SystemExit(5)", report, may_be_empty=True)
    report.write_text("<testsuite><testcase/></testsuite>", encoding="utf-8")
    assert outcome("pass", report)


def test_browser_tests_run_last() -> None:
    class Item:
        def __init__(self, folder: str) -> None:
            self.path = ROOT / "tests" / folder / "test_it.py"

    turns = [
        _turn(Item(folder)) for folder in ("conventions", "unit", "contracts", "eval", "benchmarks", "e2e")
    ]
    assert turns == sorted(turns)
