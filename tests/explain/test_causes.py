"""Which mistake is behind which wrong outputs: each cause once, and its points with it."""

from fractions import Fraction

import pytest

from autograder.explain.causes import same_error, suspicions
from autograder.explain.fingerprint import fingerprint, slots
from autograder.explain.recognise import Bank
from autograder.judge.judge import judge
from autograder.model import Outcome
from autograder.score.score import score

ALL = (1, 2, 3, 4)
THIRD = Fraction(1, 3)


@pytest.fixture
def suspected(by_hand):
    """Name, known mistakes, points, and the items and outputs that are hit, for each cause."""

    def found(key, expected, replies):
        gathered = by_hand.gathered(key, replies)
        evidence, got = gathered.evidence, gathered.arrays
        judgement = judge(key, evidence, expected, got)
        items = score(key, evidence, judgement)
        seen = fingerprint(slots(key), evidence.answers, judgement.verdicts, expected, got)
        causes = suspicions(items, Bank.of(key, expected).beside(seen), key)
        assert sum(cause.lost for cause in causes) == sum(i.lost for i in items if i.state in ("part", "wrong"))
        return [
            (c.name, c.known, c.lost, [(t.item.id, t.outputs, t.lost) for t in c.targets]) for c in causes
        ]  # fmt: skip

    return found


def test_a_mistake_that_gives_these_very_answers_is_named(homework_of, answers, suspected, right):
    key, expected = homework_of({"doubled": {f"conv/{n}": {"out": right * 2} for n in ALL}}, conv=(5, ("out",)))
    found = suspected(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert found == [("doubled", ("doubled",), 5, [("conv", ("out",), 5)])]


def test_other_answers_are_unknown(homework_of, answers, suspected, right):
    key, expected = homework_of({"doubled": {f"conv/{n}": {"out": right * 2} for n in ALL}}, conv=(5, ("out",)))
    found = suspected(key, expected, answers(key, conv={"out": (ALL, right * 2.01)}))
    assert found == [("unknown: conv out", (), 5, [("conv", ("out",), 5)])]


def test_nothing_lost_has_no_cause(homework_of, answers, suspected):
    key, expected = homework_of(conv=(5, ("out",)))
    assert suspected(key, expected, answers(key)) == []


def test_one_cause_is_told_once_over_several_items(homework_of, answers, suspected, right):
    mistake = {f"{item}/{n}": {"out": right * 2} for item in ("conv", "net") for n in ALL}
    key, expected = homework_of({"doubled": mistake}, conv=(5, ("out",)), net=("1/3", ("out",)))
    replies = answers(key, conv={"out": (ALL, right * 2)}, net={"out": (ALL, right * 2)})
    assert suspected(key, expected, replies) == [
        ("doubled", ("doubled",), 5 + THIRD, [("conv", ("out",), 5), ("net", ("out",), THIRD)])
    ]


def test_the_mistake_that_explains_more_items_is_named_for_all_of_them(homework_of, answers, suspected, right):
    both = {f"{item}/{n}": {"out": right * 2} for item in ("conv", "net") for n in ALL}
    one = {name: reply for name, reply in both.items() if name.startswith("conv")}
    key, expected = homework_of({"in-conv": one, "in-both": both}, conv=(5, ("out",)), net=(1, ("out",)))
    replies = answers(key, conv={"out": (ALL, right * 2)}, net={"out": (ALL, right * 2)})
    assert [(name, known) for name, known, _, _ in suspected(key, expected, replies)] == [("in-both", ("in-both",))]


def test_a_mistake_that_explains_one_item_says_nothing_of_another(homework_of, answers, suspected, right):
    key, expected = homework_of(
        {"doubled": {f"conv/{n}": {"out": right * 2} for n in ALL}}, conv=(5, ("out",)), net=(1, ("out",))
    )
    replies = answers(key, conv={"out": (ALL, right * 2)}, net={"out": (ALL, right * 3)})
    assert [(name, lost) for name, _, lost, _ in suspected(key, expected, replies)] == [
        ("doubled", 5),
        ("unknown: net out", 1),
    ]


def test_what_is_built_on_an_item_with_an_unknown_mistake_is_not_put_down_to_one_of_its_own(
    homework_of, answers, suspected, right
):
    """Two of the three mistakes in conv show in net as well, so that net is built on conv."""

    def in_both(factor):
        return {f"{item}/{n}": {"out": right * factor} for item in ("conv", "net") for n in ALL}

    mistakes = {
        "doubled": in_both(2),
        "trebled": in_both(3),
        "only-in-conv": {f"conv/{n}": {"out": right * 4} for n in ALL},
        "only-in-net": {f"net/{n}": {"out": right * 5} for n in ALL},
    }
    key, expected = homework_of(mistakes, conv=(5, ("out",)), net=(1, ("out",)))

    def names(conv, net):
        replies = answers(key, conv={"out": (ALL, right * conv)}, net={"out": (ALL, right * net)})
        return [known for _, known, _, _ in suspected(key, expected, replies)]

    assert names(conv=9, net=5) == [(), ()]
    assert names(conv=9, net=3) == [(), ("trebled",)]
    assert names(conv=4, net=5) == [("only-in-conv",), ("only-in-net",)]
    assert names(conv=1, net=5) == [("only-in-net",)]


def test_a_mistake_that_breaks_an_item_which_is_right_is_not_the_one(homework_of, answers, suspected, right):
    both = {f"{item}/{n}": {"out": right * 2} for item in ("conv", "net") for n in ALL}
    key, expected = homework_of({"in-both": both}, conv=(5, ("out",)), net=(1, ("out",)))
    found = suspected(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert [(name, known) for name, known, _, _ in found] == [("unknown: conv out", ())]


def test_all_that_agree_are_known_and_the_first_is_the_cause(homework_of, answers, suspected, right):
    other = {f"conv/{n}": {"out": right * 2} for n in ALL}
    key, expected = homework_of({"one": other, "two": other}, conv=(5, ("out",)))
    found = suspected(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert found == [("one", ("one", "two"), 5, [("conv", ("out",), 5)])]


def test_two_mistakes_in_two_outputs_are_two_causes_and_share_the_points(homework_of, answers, suspected, right):
    """dx is worth 1 by itself, dw 2; the 4 that need both go to the first."""
    key, expected = homework_of(
        {
            "dx-doubled": {f"conv/{n}": {"dx": right * 2} for n in ALL},
            "dw-negative": {f"conv/{n}": {"dw": -right} for n in ALL},
        },
        conv=({"general": {"dx": 1, "dw": 2, "": 4}}, ("dx", "dw", "db")),
    )
    replies = answers(key, conv={"dx": (ALL, right * 2), "dw": (ALL, -right)})
    assert suspected(key, expected, replies) == [
        ("dx-doubled", ("dx-doubled",), 5, [("conv", ("dx",), 5)]),
        ("dw-negative", ("dw-negative",), 2, [("conv", ("dw",), 2)]),
    ]


def test_what_is_left_beside_a_known_mistake_is_one_cause_more(homework_of, answers, suspected, right):
    key, expected = homework_of(
        {"dw-negative": {f"conv/{n}": {"dw": -right} for n in ALL}},
        conv=({"general": {"dx": 1, "dw": 2, "db": 3}}, ("dx", "dw", "db")),
    )
    wrong = {"dx": (ALL, right * 9), "dw": (ALL, -right), "db": (ALL, right * 8)}
    assert suspected(key, expected, answers(key, conv=wrong)) == [
        ("dw-negative", ("dw-negative",), 2, [("conv", ("dw",), 2)]),
        ("unknown: conv dx db", (), 4, [("conv", ("dx", "db"), 4)]),
    ]


def test_one_mistake_that_hits_two_outputs_is_one_cause(homework_of, answers, suspected, right):
    wrong = {f"conv/{n}": {"dx": right * 2, "dw": right * 2} for n in ALL}
    key, expected = homework_of({"doubled": wrong}, conv=({"general": {"dx": 1, "dw": 2}}, ("dx", "dw")))
    replies = answers(key, conv={"dx": (ALL, right * 2), "dw": (ALL, right * 2)})
    assert suspected(key, expected, replies) == [("doubled", ("doubled",), 3, [("conv", ("dx", "dw"), 3)])]


def test_the_same_error_in_two_items_is_one_cause(homework_of, answers, suspected, by_hand):
    key, expected = homework_of(conv=(5, ("out",)), net=(2, ("out",)))
    stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    replies = {**answers(key), **{f"{item}/{n}": stopped for item in ("conv", "net") for n in (1, 2)}}
    assert suspected(key, expected, replies) == [
        ("raised: ValueError layer.py:9", (), 7, [("conv", ("out",), 5), ("net", ("out",), 2)])
    ]


def test_one_missing_name_is_one_cause_over_all_items_that_need_it(homework_of, answers, suspected, by_hand):
    from autograder.model import Found

    key, expected = homework_of(conv=(5, ("out",)), back=(3, ("out",)))
    replies = {case.id: by_hand.ended(Outcome.MISSING) for case in key.cases}
    found = {id: Found(exists=False, missing="ConvLayer2D") for id in ("conv", "back")}
    graded = by_hand.graded(key, expected, replies, found=found)
    assert [(f.cause, f.items, f.lost) for f in graded.findings] == [("missing: ConvLayer2D", ("conv", "back"), 8)]


@pytest.fixture
def endings(homework_of, answers, by_hand):
    """What ended the wrong cases of an item, for these endings of its first cases."""
    key, expected = homework_of(conv=(5, ("out",)))

    def found(*ended):
        replies = {**answers(key), **{f"conv/{n}": reply for n, reply in enumerate(ended, 1)}}
        gathered = by_hand.gathered(key, replies)
        judgement = judge(key, gathered.evidence, expected, gathered.arrays)
        return same_error(score(key, gathered.evidence, judgement)[0])

    return found


def test_one_error_is_the_same_error(endings, by_hand):
    stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    assert endings(stopped, stopped) == "raised: ValueError layer.py:9"


@pytest.mark.parametrize(("error", "line"), [("IndexError", 9), ("ValueError", 10)])
def test_errors_of_two_kinds_or_places_are_not_the_same(endings, by_hand, error, line):
    one = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    assert endings(one, by_hand.ended(Outcome.RAISED, error, at=("layer.py", line))) == ""


def test_an_error_beside_a_wrong_number_is_not_the_only_cause(endings, by_hand):
    assert endings(by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9)), {"out": [1.0]}) == ""


def test_an_error_in_no_line_of_the_students_names_no_place(endings, by_hand):
    assert endings(by_hand.ended(Outcome.RAISED, "KeyError")) == ""


def test_a_time_out_while_importing_is_the_same_for_all(endings, by_hand):
    ended = by_hand.ended(Outcome.CPU_LIMIT, detail="while layer.py was imported")
    assert endings(ended, ended) == "cpu limit: while layer.py was imported"
    assert endings(by_hand.ended(Outcome.CPU_LIMIT)) == ""
