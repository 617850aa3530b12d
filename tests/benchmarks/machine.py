"""Facts about the machine and the memory of this process, for figures that mean something elsewhere."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path


def facts() -> str:
    """Processor, cores this process may use, system and Python."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    system = f"{platform.system()} {platform.release()}"
    return f"{_processor()}, {cores} cores; {system}; Python {platform.python_version()}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def resident() -> float:
    """The memory this process holds now, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak() -> float:
    """The most memory this process ever held, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def memory_of(process: int) -> tuple[float, float]:
    """The memory another process holds now and the most it ever held, in MB; zeros where nothing tells."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0, 0.0
    lines = (line.split() for line in status.read_text(encoding="utf-8").splitlines())
    told = {line[0].removesuffix(":"): line[1] for line in lines if len(line) > 1}
    return int(told["VmRSS"]) * 1024 / 1e6, int(told["VmHWM"]) * 1024 / 1e6
