"""Notebooks of text alone, as they are written in answers to questions."""

import json


def book(*sources: str, name: str = "c") -> str:
    """A notebook of these texts, each in a cell; the ids of the cells begin with the name."""
    cells = [
        {"cell_type": "markdown", "id": f"{name}{n}", "metadata": {}, "source": s} for n, s in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
