"""How the server's memory is held: of what answers need for a moment, little stays.

An answer passes over arrays of some megabytes and lets them go. The GNU C library gives each thread that
answers a heap of its own and keeps in every one of them what was let go there, which came to 200 MB beside
a million mentions. With one heap for all, the next answer takes the room of the last. (That each large array
be given back at once, by ``M_MMAP_THRESHOLD``, holds as little but doubles the time of an answer: its memory
is then cleared anew each time.) Other C libraries know no such setting and are left as they are.

Sources: man 3 mallopt, man 3 malloc_trim.
"""

from __future__ import annotations

import ctypes
import os

_M_ARENA_MAX = -8
"""From glibc's malloc.h."""


def share_one_heap() -> bool:
    """Let all threads share one heap; to be said before there are several. Whether that was possible."""
    library = _glibc()
    return library is not None and library.mallopt(_M_ARENA_MAX, 1) == 1


def give_back() -> bool:
    """Give the system what is held and not used, after much was let go. Whether that was possible."""
    library = _glibc()
    if library is None:
        return False
    library.malloc_trim(0)
    return True


def _glibc() -> ctypes.CDLL | None:
    """The GNU C library where this process runs on it."""
    try:
        version = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):  # Windows, macOS, musl
        return None
    return ctypes.CDLL(None) if version.startswith("glibc") else None
