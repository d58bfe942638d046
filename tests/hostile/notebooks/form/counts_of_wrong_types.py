"""Has counts of executions that are negative, texts, huge, and ids that are the same or no texts."""


# %% [twist]
def twist(notebook):
    for cell, count in zip(notebook["cells"], (-1, "7", 10**400, 0.5, [1]), strict=True):
        cell.update(execution_count=count, id="same")
    notebook["cells"][0]["id"] = {"not": "a text"}
    notebook["cells"][1]["id"] = "x" * 100_000
