"""Has cells in the place of the old format and others in that of the new one: who reads what?"""


# %% [twist]
def twist(notebook):
    lies = [{"cell_type": "code", "input": "def double(x):\n    return x * 0", "language": "python", "outputs": []}]
    notebook["worksheets"] = [{"cells": lies, "metadata": {}}]
