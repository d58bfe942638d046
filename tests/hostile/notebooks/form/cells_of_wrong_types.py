"""Has cells that are no cells: texts, numbers, lists, tables without anything, kinds that do not exist."""


# %% [twist]
def twist(notebook):
    wrong = ["x", 5, None, [], {}, {"cell_type": "code"}, {"cell_type": []}, {"cell_type": "sh", "source": "ls"}]
    notebook["cells"][3:3] = wrong
