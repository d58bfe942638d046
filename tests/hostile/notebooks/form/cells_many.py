"""Has as many small cells as are read, each of which says something."""


# %% [twist]
def twist(notebook):
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": "print('x')"}
    notebook["cells"][3:3] = [{**cell, "id": f"c{n}"} for n in range(1_500)]
