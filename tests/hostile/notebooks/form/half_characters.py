"""Has halves of characters and characters that end texts in its cells."""

# %%
text = "half: HERE"


# %% [twist]
def twist(notebook):
    cell = notebook["cells"][3]
    cell["source"] = cell["source"].replace("HERE", "\ud800") + "\nprint(len(text))"
    notebook["cells"].insert(3, {**cell, "id": "x", "source": "text = '\0'"})
    notebook["metadata"]["title"] = "\udfff"
