"""Says that it is written in a format that does not exist yet."""


# %% [twist]
def twist(notebook):
    notebook["nbformat"], notebook["nbformat_minor"] = 5, 99
