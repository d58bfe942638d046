"""The stand-in for progress bars: nothing is drawn, and everything is gone through."""

import importlib
import sys

import pytest

from autograder.box.inside.bars import BARS, Bars


@pytest.fixture
def bars(monkeypatch, handed_in):
    """Imports a module as student code does, after this stand-in has been put first."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "tqdm"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Bars(), *sys.meta_path])
    return importlib.import_module


@pytest.mark.parametrize("name", BARS)
def test_a_bar_gives_what_it_was_given(bars, name, capsys):
    bar = bars(name).tqdm([3, 1, 2], desc="epoch", total=3, leave=False)
    assert list(bar) == [3, 1, 2]
    assert (len(bar), bar.n) == (3, 3)
    assert capsys.readouterr() == ("", "")


def test_a_bar_by_hand_counts(bars):
    with bars("tqdm").tqdm(total=5) as bar:
        bar.update()
        bar.update(2)
        bar.set_postfix(loss=1.0)
    assert (bar.n, len(bar)) == (3, 5)


def test_its_other_names_do_the_same(bars):
    module = bars("tqdm")
    assert list(module.trange(2, 4)) == list(module.tnrange(2, 4)) == [2, 3]
    assert list(module.tqdm_notebook(x for x in "ab")) == ["a", "b"]


def test_what_is_written_beside_a_bar_is_printed(bars, capsys):
    bars("tqdm").tqdm.write("epoch 1")
    assert capsys.readouterr().out == "epoch 1\n"


def test_a_students_own_file_comes_first(bars, handed_in):
    handed_in({"tqdm.py": "x = 'own'\n"})
    assert bars("tqdm").x == "own"


def test_a_students_own_package_is_not_mixed_with_the_stand_in(bars, handed_in):
    handed_in({"tqdm/__init__.py": "", "tqdm/auto.py": "x = 'own'\n"})
    assert bars("tqdm.auto").x == "own"
    with pytest.raises(ModuleNotFoundError):
        bars("tqdm.notebook")


def test_a_bar_can_be_derived_from_patched_loaded_again_and_its_left_overs_cleared(bars):
    module = bars("tqdm")
    module.tqdm._instances.clear()
    loud = type("Loud", (module.tqdm,), {"update": lambda self, n=1: "patched"})
    assert (list(loud([1, 2])), loud([1]).update()) == ([1, 2], "patched")
    module.tqdm = loud
    assert importlib.reload(module).tqdm is not loud


def test_nothing_else_is_stood_in_for(bars):
    assert Bars().find_spec("numpy", None) is None
