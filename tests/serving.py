"""The dashboard as a person starts it: ``python app.py serve`` in a process of its own, on a free port."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests import ROOT, network

PATIENCE = 120.0
"""Seconds a server may take to answer; a person is promised five, but a test machine may be busy."""

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class RunningApp:
    """A server over ``database``, used as a context manager; ``address`` is where it answers.

    Leaving the context stops it, and fails with its output when it wrote a traceback or tried the network.
    """

    def __init__(
        self, database: Path | str, log: Path, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> None:
        self.command = [
            sys.executable,
            "app.py",
            "serve",
            "--port",
            "0",
            "--database",
            str(database),
            *arguments,
        ]
        self.database = str(database)
        self.address = ""
        self._log = log
        self._environment = {**clean_environment(), **(environment or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        """Everything the server has printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    @property
    def process(self) -> int:
        """The number of the process, once it was started."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        with self._log.open("wb") as stream:
            self._process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait()
        except AssertionError:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
        if fault := fault_in(self.output):
            msg = f"The server {fault}:\n{self.output}"
            raise AssertionError(msg) from error

    def stop(self) -> None:
        """End the server; harmless when it has ended."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def get(self, path: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of a path that begins with a slash; 4xx and 5xx come back, not raised."""
        try:
            with _direct.open(self.address + path, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._process is None or self._process.poll() is not None:
                msg = f"The server ended before it answered. It said:\n{self.output}"
                raise AssertionError(msg)
            if self._answers():
                return
            time.sleep(0.05)
        msg = f"The server did not answer /api/health in {PATIENCE:.0f} s. It said:\n{self.output}"
        raise AssertionError(msg)

    def _answers(self) -> bool:
        told = re.search(r"http://127\.0\.0\.1:[1-9]\d*", self.output)
        if told is None:
            return False
        self.address = told.group()
        try:
            return self.get("/api/health")[0] == 200
        except OSError:  # it has told its address, but does not listen yet
            return False


def clean_environment() -> dict[str, str]:
    """This process's environment without the user's own settings, and with the guard on the network."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONFLICT_MAP_")}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT / "tests" / "offline")}


def fault_in(output: str) -> str:
    """What a server's output gives away that no answer showed; empty where nothing."""
    if network.NOTICE in output:
        return "tried to reach another machine"
    return "wrote a traceback" if "Traceback (most recent call last)" in output else ""
