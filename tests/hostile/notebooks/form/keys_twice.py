"""Has every name of its JSON twice; which of both counts is up to the reader."""

# %% [twist]
import json


def twist(notebook):
    text = json.dumps(notebook)
    lie = {"cell_type": "code", "source": "def double(x): return x * 0", "metadata": {}, "outputs": []}
    lies = json.dumps([lie])
    return ('{"cells": ' + lies + ', "nbformat": 2, ' + text[1:]).encode()
