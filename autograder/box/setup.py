"""What a warm process is told when it starts: all that stays the same from child to child."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.box.grants import grants, preload
from autograder.box.packages import with_what_they_need
from autograder.model import FRAMEWORKS, Limits

MOST_OPEN_FILES = 256
TASKS_OF_OURS = 16  # the warm process, its keeper, the child that waits, and some to spare


def setup(
    allow: Sequence[str],
    limits: Limits,
    level: str,
    root: Path,
    *,
    forbid: Sequence[str] = (),
    kernel: bool = False,
    data: Sequence[str] = (),
) -> dict[str, Any]:
    """`kernel` makes it a process for notebooks; `data` are files that the homework gives to be read; `forbid` are
    operations of a framework that students write themselves."""
    importable = with_what_they_need(allow)
    granted = asdict(grants(importable))
    granted["read"], granted["wide"] = (*granted["read"], *data), (*granted["wide"], *data)
    return {
        "level": level,
        "preload": preload(allow),
        "refuse": list(FRAMEWORKS),
        "importable": importable,
        "forbid": list(forbid),
        "kernel": kernel,
        "root": str(root),
        "scratches": str(root / "scratch"),
        "scratch_bytes": limits.disk_bytes,
        "scratch_files": limits.files,
        **granted,
        "limits": {
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": int(limits.total_seconds) + 10,
            "file_bytes": limits.disk_bytes,
            "open_files": MOST_OPEN_FILES,
            "tasks": limits.threads + TASKS_OF_OURS,
        },
    }
