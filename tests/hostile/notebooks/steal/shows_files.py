"""Lets IPython's own magics read files: to load them into a cell, to show them, to run them, to page them."""

# %%
import contextlib

from world import GENTLE, KEY_FILE, OTHER, REFERENCE

shell = get_ipython()


def loaded():
    return shell.find_user_code(KEY_FILE, py_only=False)


def run():
    try:
        shell.safe_execfile(REFERENCE, {}, raise_exceptions=True)
    except (NameError, SyntaxError) as error:
        return str(error)


def fetched():
    from urllib.request import urlopen

    return urlopen(f"file://{OTHER}").read()


def shown():
    from IPython.display import FileLink, Image

    return FileLink(KEY_FILE)._repr_html_() and Image(filename=KEY_FILE, format="png", embed=True).data


# %%
ways = (loaded, run, fetched, shown)
got = []
for way in ways:
    with contextlib.suppress(Exception):
        got += [way.__name__] * bool(way())
if got if not GENTLE else len(got) == len(ways):
    print("LOOT", got)

# %%
# %load {KEY_FILE}

# %%
# %pycat {KEY_FILE}
