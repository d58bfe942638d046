"""Has texts, tables and numbers without end where the number of its format should be."""


# %% [twist]
def twist(notebook):
    notebook["nbformat"], notebook["nbformat_minor"] = {"4": 4}, "five"
