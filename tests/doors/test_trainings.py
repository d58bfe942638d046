"""What trainings cost is said before they begin; which words name items, and which a folder."""

from fractions import Fraction

import pytest

from autograder.doors import console
from autograder.doors.student import only, told_apart
from autograder.doors.trainings import check_choice, cost, hours
from autograder.errors import UsageError


def test_how_many_and_at_most_how_long():
    assert cost(82, 1200.0, 2) == (
        "82 must be trained again: up to 20 min of computing each, at most 27.4 h in all, 13.7 h on 2 workers."
    )
    assert cost(1, 1200.0, 2).endswith("at most 20 min in all, 20 min on 1 worker.")


@pytest.mark.parametrize(
    ("seconds", "text"), [(1, "1 min"), (3541, "60 min"), (3600, "1 h"), (3601, "1.1 h"), (86400, "24 h")]
)
def test_hours_are_rounded_up(seconds, text):
    assert hours(Fraction(seconds)) == text


@pytest.mark.parametrize("choice", ["yes", "Now", "never"])
def test_an_unknown_choice_is_refused(choice):
    with pytest.raises(UsageError, match="expected now or later"):
        check_choice(choice)


def test_without_a_terminal_nobody_is_asked(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert console.asked("Start now?", otherwise="later") == "later"
    assert capsys.readouterr().err == ""


def test_a_word_is_a_folder_if_it_is_there_and_an_item_if_not(tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    found = told_apart(["training", "mine"], "")
    assert (str(found[0]), found[1]) == ("mine", ["training"])
    assert told_apart([], "") == (type(found[0])(), [])
    assert str(told_apart(["no/such/folder"], "")[0]) == "no/such/folder"
    with pytest.raises(UsageError, match="one folder at a time"):
        told_apart(["mine", "../other"], "")


def test_a_word_like_an_item_is_no_folder(monkeypatch, tmp_path):
    monkeypatch.setattr("autograder.doors.student._items_here", lambda _: ["pool-forward"])
    assert told_apart(["pool_forward"], "")[1] == ["pool_forward"]
    assert told_apart(["Pool-Forward"], "")[1] == ["Pool-Forward"]
    assert str(told_apart([str(tmp_path)], "")[0]) == str(tmp_path)


def test_only_some_items_add_up_by_themselves(by_hand):
    items = [by_hand.item("conv", 2), by_hand.item("pool", 3)]
    key = by_hand.key(items, [by_hand.case("conv/1"), by_hand.case("pool/1")])
    expected = by_hand.expected({"conv/1": {"out": [1.0]}, "pool/1": {"out": [1.0]}})
    expected |= {"fingerprint/status": [[]], "fingerprint/marks": [[]]}
    whole = by_hand.graded(key, expected, {"conv/1": {"out": [1.0]}, "pool/1": {"out": [1.0]}})
    found = only(whole, ["pool"])
    assert [item.id for item in found.items] == ["pool"]
    assert (found.total, found.earned, found.lost, found.open) == (3, 3, 0, 0)
