"""Tags its cells, so that some are not executed and the errors of others are not seen."""

# %%
raise ValueError("not seen")


# %% [twist]
def twist(notebook):
    notebook["cells"][1]["metadata"]["tags"] = ["skip-execution"]
    for cell in notebook["cells"][3:]:
        cell["metadata"]["tags"] = ["raises-exception", "remove-cell", "hide-output"]
