"""Says that it is of an old format, and is not: its cells are where the new one has them."""


# %% [twist]
def twist(notebook):
    notebook["nbformat"], notebook["nbformat_minor"] = 3, -1
