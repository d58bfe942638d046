"""Was saved with outputs of a hundred megabytes."""

# %%


# %% [twist]
def twist(notebook):
    lines = ["x" * 99_999 + "\n"] * 1000
    notebook["cells"][3]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": lines}]
