"""What a key is made of, as digests: when one changes, the key is no longer current."""

from pathlib import Path

import numpy as np

import autograder
from autograder.author.secret import secret_digest
from autograder.course.places import Homework
from autograder.model import KEY_SCHEMA
from autograder.program import digest_of

ENGINE = ("box", "author", "course", "intake", "judge", "explain", "model", "records.py")
PAIRS = "every two mistakes together"


def made_of(homework: Homework, secret: str, *, pairs: bool) -> dict[str, str]:
    """Everything that could change the key, each under the name that a person would look for."""
    engine = Path(autograder.__file__).parent
    return {
        "rubric.yaml": digest_of([homework.rubric]),
        "cases.py": digest_of([homework.cases]),
        "probes.py": digest_of([homework.probes]),
        "mistakes.yaml": digest_of([homework.mistakes]),
        "reference": digest_of([homework.reference]),
        "bases": digest_of([homework.rubric.parent / "bases"]),
        "engine": digest_of(engine / part for part in ENGINE),
        "key format": str(KEY_SCHEMA),
        "numpy": np.__version__,
        "secret": secret_digest(secret),
        PAIRS: "asked" if pairs else "left out",
    }
