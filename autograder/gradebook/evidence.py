"""Evidence on disk: one file for a submission, from which its grade can be made again without running anything."""

from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from autograder.errors import RecordError
from autograder.model import EVIDENCE_SCHEMA, Evidence
from autograder.records import Arrays, pack, unpack


def write_evidence(path: Path, evidence: Evidence, arrays: Arrays) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(pack(evidence, arrays))
    partial.replace(path)


def read_evidence(path: Path) -> tuple[Evidence, dict[str, NDArray[Any]]]:
    """Raises RecordError when the file is damaged or from another version."""
    try:
        evidence, arrays = unpack(path.read_bytes(), Evidence)
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error
    if evidence.schema != EVIDENCE_SCHEMA:
        raise RecordError(f"{path}: made by another version (format {evidence.schema})")
    return evidence, arrays
