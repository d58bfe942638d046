"""Has lists, numbers and nothing where the metadata of notebook and cells should be tables."""


# %% [twist]
def twist(notebook):
    notebook["metadata"] = ["kernelspec", {"name": 5}]
    for cell, wrong in zip(notebook["cells"], (None, [], 5, "x", {"tags": {"a": 1}}), strict=False):
        cell["metadata"] = wrong
