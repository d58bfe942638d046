"""Cells of notebook format 3 in the words of format 4, by nbformat's own rules."""

import json
import warnings
from typing import Any

from autograder.intake.notebook.outputs import joined

DEEPEST_HEADING = 6


def upgraded(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell that cannot be upgraded keeps its source and loses the rest."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbformat.notebooknode import from_dict
        from nbformat.v4.convert import upgrade_cell

        mended = _mended(cell)
        try:
            newer: dict[str, Any] = upgrade_cell(from_dict(mended))  # type: ignore[no-untyped-call]
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            return {"cell_type": mended["cell_type"], "source": mended.get("input", mended["source"])}
    return {**newer, "id": ""}  # nbformat makes up an id, another one each time


def _mended(cell: dict[str, Any]) -> dict[str, Any]:
    """What nbformat takes for granted is put there."""
    level, outputs, metadata = cell.get("level"), cell.get("outputs"), cell.get("metadata")
    kind = cell.get("cell_type")
    return {
        **cell,
        "cell_type": kind if isinstance(kind, str) else "raw",
        "source": joined(cell.get("source")),
        "input": joined(cell.get("input")),
        "level": level if isinstance(level, int) and 1 <= level <= DEEPEST_HEADING else 1,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "outputs": [_mended_output(one) for one in outputs if isinstance(one, dict)]
        if isinstance(outputs, list)
        else [],
    }


def _mended_output(output: dict[str, Any]) -> dict[str, Any]:
    metadata = output.get("metadata")
    mended = {**output, "metadata": metadata if isinstance(metadata, dict) else {}}
    if "json" in mended:
        mended["json"] = json.dumps(None)  # nbformat parses it once more; its content is not kept
    return {"output_type": "", **mended}
