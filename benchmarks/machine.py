"""Says on what machine a benchmark ran; every table ends with it."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path


def machine() -> str:
    """Return one line: date, processor, cores, memory and Python."""
    return (
        f"{date.today().isoformat()} · {_processor()} · {os.cpu_count()} cores · {_memory()} · "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GiB"
