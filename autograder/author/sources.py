"""What a key is made of, as digests: when one changes, the key is no longer current."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

import autograder
from autograder.author.secret import secret_digest
from autograder.course.places import Homework
from autograder.model import KEY_SCHEMA
from autograder.records import digest

ENGINE = ("box", "author", "course", "judge", "explain", "model", "records.py")
PAIRS = "every two mistakes together"
IGNORED = ("__pycache__", ".ipynb_checkpoints")


def made_of(homework: Homework, secret: str, *, pairs: bool) -> dict[str, str]:
    """Everything that could change the key, each under the name that a person would look for."""
    engine = Path(autograder.__file__).parent
    return {
        "rubric.yaml": _digest_of([homework.rubric]),
        "cases.py": _digest_of([homework.cases]),
        "probes.py": _digest_of([homework.probes]),
        "mistakes.yaml": _digest_of([homework.mistakes]),
        "reference": _digest_of([homework.reference]),
        "bases": _digest_of([homework.rubric.parent / "bases"]),
        "engine": _digest_of(engine / part for part in ENGINE),
        "key format": str(KEY_SCHEMA),
        "numpy": np.__version__,
        "secret": secret_digest(secret),
        PAIRS: "asked" if pairs else "left out",
    }


def _digest_of(paths: Iterable[Path]) -> str:
    parts = [
        f"{file.relative_to(path.parent).as_posix()} {digest(file.read_bytes())}"
        for path in paths
        for file in sorted([path] if path.is_file() else path.rglob("*"))
        if file.is_file() and not any(part in IGNORED for part in file.parts)
    ]
    return digest("\n".join(parts).encode())[:16]
