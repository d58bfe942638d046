"""The stand-in for progress bars comes before the guard of imports, and opens no way past it."""

TRIES = """
import importlib, sys
import tqdm, tqdm.auto

bars = next(one for one in sys.meta_path if type(one).__name__ == "Bars")
tqdm.auto.tqdm.update = lambda self, n=1: "patched"

def end_of(attempt):
    try:
        return str(attempt())
    except ImportError as error:
        return type(error).__name__

def f(x):
    sys.meta_path.remove(bars)
    sys.meta_path.insert(0, bars)
    spec = importlib.machinery.ModuleSpec("torch", bars)
    return {
        "refused": [end_of(lambda: importlib.import_module(name)) for name in ("torch", "scipy", "sklearn")],
        "offered": [str(bars.find_spec(name, path)) for name in ("torch", "tqdm.contrib") for path in (None, [])],
        "empty": sorted(name for name in vars(importlib.util.module_from_spec(spec)) if name[0] != "_"),
        "beside": end_of(lambda: importlib.import_module("tqdm.contrib")),
        "patched": tqdm.tqdm([1]).update(),
        "again": list(importlib.reload(tqdm).tqdm([1, 2])),
    }
"""


def test_whatever_is_done_to_the_stand_in_nothing_refused_comes_in(told):
    assert told(TRIES) == {
        "refused": ["NotAllowed"] * 3,
        "offered": ["None"] * 4,
        "empty": [],
        "beside": "ModuleNotFoundError",
        "patched": "patched",
        "again": [1, 2],
    }


CLEAN = "import tqdm\ndef f(x): return {'own': hasattr(tqdm.tqdm, 'loot'), 'is': tqdm.tqdm([1]).update() is None}\n"


def test_what_one_submission_does_to_the_stand_in_the_next_does_not_meet(told):
    told("import tqdm\ntqdm.tqdm.loot = tqdm.tqdm.update = lambda self: 1\ndef f(x): return {}\n")
    assert told(CLEAN) == {"own": False, "is": True}
