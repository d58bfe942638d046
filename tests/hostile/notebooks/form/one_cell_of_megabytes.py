"""Has one cell of megabytes, and one line of it is most of that."""

# %%
text = ""


# %% [twist]
def twist(notebook):
    notebook["cells"][3]["source"] = "text = '" + "x" * 3_000_000 + "'"
