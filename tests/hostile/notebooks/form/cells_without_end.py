"""Has ten thousand cells."""


# %% [twist]
def twist(notebook):
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": "1"}
    notebook["cells"][3:3] = [{**cell, "id": f"c{n}"} for n in range(10_000)]
