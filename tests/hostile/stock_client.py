"""What many graders of notebooks are made of: stock nbclient, a limit for each cell, errors allowed.

A program of its own, so that it can be hit: `stock_client.py in.ipynb out.ipynb end.txt seconds` writes into the
third file how it ended.
"""

import sys
import warnings

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

NOTICED = {CellTimeoutError: "timed out", DeadKernelError: "died"}


def run(path: str, seconds: float) -> tuple[nbformat.NotebookNode | None, str]:
    """The notebook as it is then, and "done", what the client noticed, or what broke it."""
    notebook = None
    try:
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(notebook, timeout=seconds, allow_errors=True, interrupt_on_timeout=True)
        client.execute()
    except Exception as error:
        return notebook, NOTICED.get(type(error), f"broke: {type(error).__name__}: {error}"[:300])
    return notebook, "done"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    notebook, ended = run(sys.argv[1], float(sys.argv[4]))
    if notebook is not None:
        with open(sys.argv[2], "w", encoding="utf-8", errors="surrogatepass") as file:
            nbformat.write(notebook, file)
    with open(sys.argv[3], "w", encoding="utf-8", errors="replace") as file:
        file.write(ended)
