"""Has a number of a million digits where a count of executions should be."""

# %% [twist]
import json


def twist(notebook):
    notebook["cells"][1]["execution_count"] = "HERE"
    return json.dumps(notebook).replace('"HERE"', "1" * 1_000_000).encode()
