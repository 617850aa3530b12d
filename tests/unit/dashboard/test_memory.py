from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.memory import give_back, share_one_heap
from tests import ROOT

HAS_GLIBC = "CS_GNU_LIBC_VERSION" in getattr(os, "confstr_names", {})

THREADS = """
import ctypes, sys, threading
from dashboard.memory import share_one_heap
if sys.argv[1] == "shared":
    assert share_one_heap()
waiting = threading.Barrier(4)
def answer():
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    held = library.malloc(50_000)
    waiting.wait()
    library.free(held)
threads = [threading.Thread(target=answer) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
library = ctypes.CDLL(None)
library.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(library.fopen(sys.argv[2].encode(), b"w"))
library.malloc_info(0, file)
library.fclose(file)
"""


def heaps(told: Path, *, how: str) -> int:
    command = [sys.executable, "-c", THREADS, how, str(told)]
    subprocess.run(command, check=True, cwd=ROOT, timeout=60)
    return told.read_text(encoding="utf-8").count("<heap nr=")


@pytest.mark.skipif(not HAS_GLIBC, reason="the setting is that of the GNU C library")
def test_threads_share_one_heap(tmp_path: Path):
    assert heaps(tmp_path / "shared.xml", how="shared") == 1
    assert heaps(tmp_path / "apart.xml", how="apart") > 1


@pytest.mark.skipif(not HAS_GLIBC, reason="the setting is that of the GNU C library")
def test_what_is_not_used_is_given_back():
    assert give_back()


@pytest.mark.parametrize("error", [ValueError("unrecognized configuration name"), OSError("not supported")])
def test_other_c_libraries_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch, error: Exception):
    def refuse(_name: str) -> str:
        raise error

    monkeypatch.setattr(os, "confstr", refuse, raising=False)
    assert (share_one_heap(), give_back()) == (False, False)
    monkeypatch.delattr(os, "confstr")
    assert (share_one_heap(), give_back()) == (False, False)


def test_the_server_starts_without_what_only_files_and_pictures_need():
    heavy = {"pyarrow", "pandas", "geopandas", "matplotlib", "openpyxl", "trafilatura"}
    code = f"import sys, dashboard.factory; print(*sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60, capture_output=True, text=True
    )
    assert run.stdout.split() == []
