"""Has cells whose sources are numbers, tables, nothing, lists of lists."""


# %% [twist]
def twist(notebook):
    for wrong in (5, None, {"text": "x"}, [["def double(x):"], 7], [None, "x = 1\n", {}], True, [], [[[[]]]]):
        cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": wrong}
        notebook["cells"].insert(3, cell)
