"""Points are exact, by group and output, each group all or nothing; what is ours or a person's stays open."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.judge import judge
from autograder.model import Cause, Consistency, Flaw, Found, NotebookSeen, Outcome, Wanted
from autograder.score.score import score

RIGHT, WRONG = {"out": 1.0}, {"out": 2.0}
THIRD = Fraction(1, 3)


@pytest.fixture
def scored(by_hand):
    """The items of a homework in which 1.0 is right everywhere, by id."""

    def items(made, cases, replies, *, found=None, consistent=None, says=None):
        key = by_hand.key(made, cases, says=says or {})
        expected = by_hand.expected({c.id: dict.fromkeys(c.outputs, 1.0) for c in cases if not c.sweeps})
        gathered = by_hand.gathered(key, replies, found=found)
        judgement = judge(key, gathered.evidence, expected, gathered.arrays)
        judgement = replace(judgement, consistent=consistent or {})
        return {item.id: item for item in score(key, gathered.evidence, judgement)}

    return items


@pytest.fixture
def grouped(by_hand, scored):
    """One item with 3 points on the handout's case, ⅓ on two general ones and 1 on an edge case."""
    item = by_hand.item(points={"handout": 3, "general": "1/3", "edge": 1})
    names = ("handout-1", "general-1", "general-2", "edge-1")
    cases = [by_hand.case(f"conv/{name}", name[:-2]) for name in names]

    def graded(*wrong, **more):
        replies = {f"conv/{name}": WRONG if name in wrong else RIGHT for name in names}
        replies |= {f"conv/{name}": reply for name, reply in more.pop("replies", {}).items()}
        return scored([item], cases, replies, **more)["conv"]

    return graded


def earned(item):
    return {share.group: share.earned for share in item.shares}


def test_all_right_earns_all_points(grouped):
    item = grouped()
    assert (item.earned, item.open, item.lost, item.state) == (4 + THIRD, 0, 0, "right")


def test_one_wrong_case_costs_its_group_and_no_other(grouped):
    item = grouped("general-1")
    assert earned(item) == {"handout": 3, "general": 0, "edge": 1}
    assert (item.earned, item.lost, item.state) == (4, THIRD, "part")


def test_two_wrong_cases_of_a_group_cost_no_more_than_one(grouped):
    assert grouped("general-1", "general-2").earned == grouped("general-1").earned


def test_all_wrong_earns_nothing(grouped):
    item = grouped("handout-1", "general-1", "general-2", "edge-1")
    assert (item.earned, item.lost, item.state) == (0, 4 + THIRD, "wrong")


def test_a_share_counts_its_cases(grouped):
    (share,) = [share for share in grouped("general-2").shares if share.group == "general"]
    assert (share.passed, share.of, share.open) == (1, 2, False)


def test_a_share_is_called_what_the_author_calls_its_group(grouped):
    says = {"conv": {"edge": "strides that leave a remainder"}}
    assert [share.says for share in grouped(says=says).shares] == [
        "handout",
        "general",
        "strides that leave a remainder",
    ]


def test_three_thirds_are_one(by_hand, scored):
    item = by_hand.item(points={"a": "1/3", "b": "1/3", "c": "1/3"})
    cases = [by_hand.case(f"conv/{group}-1", group) for group in "abc"]
    assert scored([item], cases, {case.id: RIGHT for case in cases})["conv"].earned == 1


def test_points_beside_an_output_do_not_wait_for_the_others(by_hand, scored):
    item = by_hand.item(points={"handout": {"dx": "1/2", "dw": 1, "db": 2}, "general": 1})
    cases = [by_hand.case(f"conv/{g}-1", g, outputs=("dx", "dw", "db")) for g in ("handout", "general")]
    answer = {"dx": 1.0, "dw": 5.0, "db": 1.0}
    graded = scored([item], cases, {case.id: answer for case in cases})["conv"]
    assert [(s.group, s.output, s.earned) for s in graded.shares] == [
        ("handout", "dx", Fraction(1, 2)),
        ("handout", "dw", 0),
        ("handout", "db", 2),
        ("general", "", 0),
    ]


def test_points_for_all_cases_together_need_every_group(by_hand, scored):
    cases = [by_hand.case("conv/handout-1", "handout"), by_hand.case("conv/edge-1", "edge")]
    replies = {"conv/handout-1": RIGHT, "conv/edge-1": WRONG}
    assert scored([by_hand.item(points=2)], cases, replies)["conv"].earned == 0
    assert scored([by_hand.item(points=2)], cases, {case.id: RIGHT for case in cases})["conv"].earned == 2


def test_a_rung_explains_and_costs_nothing(by_hand, scored):
    cases = [by_hand.case("conv/rung-1", ""), by_hand.case("conv/general-1")]
    item = scored([by_hand.item()], cases, {"conv/rung-1": WRONG, "conv/general-1": RIGHT})["conv"]
    assert (item.earned, item.state) == (1, "right")
    assert [case.case for case in item.cases] == ["conv/rung-1", "conv/general-1"]


def test_a_public_case_earns_only_with_its_hidden_twin(by_hand, scored):
    cases = [
        by_hand.case("conv/general-1"),
        by_hand.case("conv/general-1-twin", hidden=True, twin="conv/general-1"),
    ]
    replies = {"conv/general-1": RIGHT, "conv/general-1-twin": WRONG}
    assert scored([by_hand.item()], cases, replies)["conv"].earned == 0


@pytest.fixture
def backward(by_hand, scored):
    """A gradient worth 4, of which a gradient of the student's own forward pass may keep 2."""
    item = by_hand.item("back", {"handout": 1, "general": 2, "edge": 1}, check="gradient", of="fore")
    item = replace(item, if_consistent=Fraction(2))
    cases = [by_hand.case(f"back/{g}-1", g, outputs=("dx",)) for g in ("handout", "general", "edge")]

    def graded(*right, holds=True):
        replies = {case.id: {"dx": 1.0 if case.group in right else 2.0} for case in cases}
        return scored([item], cases, replies, consistent={"back": Consistency(holds=holds)})["back"]

    return graded


def test_a_consistent_gradient_earns_what_the_rubric_says(backward):
    item = backward()
    assert (item.earned, item.consistent, item.state) == (2, True, "part")


def test_an_inconsistent_gradient_earns_what_its_cases_earn(backward):
    assert (backward(holds=False).earned, backward("edge", holds=False).earned) == (0, 1)


def test_consistency_never_lowers_what_the_cases_earn(backward):
    item = backward("handout", "general")
    assert (item.earned, item.consistent) == (3, False)


def test_consistency_adds_up_to_its_points_and_not_to_those_of_the_cases(backward):
    assert backward("edge").earned == 2


def test_an_item_that_nothing_is_asked_of_stays_open_and_says_why(by_hand, scored):
    training = by_hand.item(
        "training", 25, check="training", cause_open=Cause.NOT_AVAILABLE, why_open="not run: up to 20 min"
    )
    item = scored([training], [], {})["training"]
    assert (item.earned, item.open, item.lost, item.state) == (0, 25, 0, "open")
    assert (item.cause, item.clause) == (Cause.NOT_AVAILABLE, "not run: up to 20 min")


def test_our_failure_leaves_the_points_open(grouped, by_hand):
    lost = by_hand.ended(Outcome.OUR_FAILURE)
    item = grouped(replies={"general-1": lost})
    assert (item.earned, item.open, item.lost, item.state) == (4, THIRD, 0, "open")
    assert item.cause is Cause.OURS


def test_our_failure_in_everything_costs_nothing(grouped, by_hand):
    lost = by_hand.ended(Outcome.OUR_FAILURE)
    item = grouped(replies=dict.fromkeys(("handout-1", "general-1", "general-2", "edge-1"), lost))
    assert (item.earned, item.open, item.lost, item.state) == (0, 4 + THIRD, 0, "open")


def test_a_wrong_case_costs_its_group_even_beside_a_failure_of_ours(grouped, by_hand):
    item = grouped("general-2", replies={"general-1": by_hand.ended(Outcome.OUR_FAILURE)})
    assert (item.open, item.lost) == (0, THIRD)


def test_open_points_and_consistency_do_not_add_up_to_more_than_there_is(by_hand, scored):
    item = replace(by_hand.item("back", {"a": 3, "b": 1}, check="gradient"), if_consistent=Fraction(2))
    cases = [by_hand.case("back/a-1", "a"), by_hand.case("back/b-1", "b")]
    replies = {"back/a-1": by_hand.ended(Outcome.OUR_FAILURE), "back/b-1": WRONG}
    graded = scored([item], cases, replies, consistent={"back": Consistency(holds=True)})["back"]
    assert (graded.earned, graded.open, graded.lost) == (2, 2, 0)


def test_nothing_begun_is_not_wrong(grouped, by_hand):
    stub = by_hand.ended(Outcome.NOT_BEGUN, "NotImplementedError", at=("layer.py", 3))
    item = grouped(replies=dict.fromkeys(("handout-1", "general-1", "general-2", "edge-1"), stub))
    assert (item.earned, item.lost, item.state) == (0, 4 + THIRD, "not begun")


def test_a_stub_that_makes_the_probe_raise_is_not_begun(grouped, by_hand):
    raised = by_hand.ended(Outcome.RAISED, "AttributeError")
    replies = dict.fromkeys(("handout-1", "general-1", "general-2", "edge-1"), raised)
    assert grouped(replies=replies, found={"conv": Found(exists=True, stub=True)}).state == "not begun"
    assert grouped(replies=replies, found={"conv": Found(exists=True)}).state == "wrong"


def test_a_stub_that_returns_nothing_is_not_begun(grouped, by_hand):
    names = ("handout-1", "general-1", "general-2", "edge-1")
    nothing = dict.fromkeys(names, by_hand.answered(out=None))
    stub = {"conv": Found(exists=True, stub=True)}
    assert grouped(replies=nothing, found=stub).state == "not begun"
    assert grouped(replies=nothing, found={"conv": Found(exists=True)}).state == "wrong"
    assert grouped(replies=nothing | {"edge-1": by_hand.answered(out=[1.0])}, found=stub).state == "wrong"


def test_code_that_is_begun_in_places_is_wrong_where_it_is_not(grouped, by_hand):
    stub = by_hand.ended(Outcome.NOT_BEGUN, "NotImplementedError", at=("layer.py", 3))
    item = grouped("handout-1", "general-1", "general-2", replies={"edge-1": stub})
    assert (item.earned, item.state) == (0, "wrong")


@pytest.fixture
def waiting(by_hand, scored):
    """A forward and a backward pass, which begins with the forward one; each has two groups."""
    items = [
        by_hand.item("fore", {"a": 1, "b": 1}),
        by_hand.item("back", {"a": 2, "b": 3}, check="gradient", of="fore"),
    ]
    cases = [by_hand.case(f"{item}/{group}-1", group) for item in ("fore", "back") for group in "ab"]

    def graded(**raising):
        stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
        replies = {case.id: stopped if case.group in raising.get(case.item, "") else RIGHT for case in cases}
        return scored(items, cases, replies)

    return graded


def test_a_blocked_item_loses_its_points_and_waits(waiting):
    item = waiting(fore="ab", back="ab")["back"]
    assert (item.earned, item.open, item.lost) == (0, 0, 5)
    assert (item.state, item.cause) == ("blocked", Cause.BLOCKED)


def test_what_is_blocked_in_one_group_earns_in_the_other(waiting):
    item = waiting(fore="a", back="a")["back"]
    assert (item.earned, item.open, item.lost, item.state) == (3, 0, 2, "part")


def test_blocked_points_stay_in_the_denominator(by_hand):
    items = [by_hand.item("fore"), by_hand.item("back", 3, check="gradient", of="fore")]
    cases = [by_hand.case("fore/general-1"), by_hand.case("back/general-1")]
    stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    expected = by_hand.expected({case.id: RIGHT for case in cases})
    grade = by_hand.graded(by_hand.key(items, cases), expected, {case.id: stopped for case in cases})
    assert (grade.earned, grade.lost, grade.judged, grade.provisional) == (0, 4, 4, False)


def test_an_item_without_points_neither_earns_nor_loses(by_hand, scored):
    cases = [by_hand.case("conv/general-1")]
    for reply in (RIGHT, WRONG):
        item = scored([by_hand.item(points=0)], cases, {"conv/general-1": reply})["conv"]
        assert (item.points, item.earned, item.open, item.lost) == (0, 0, 0, 0)


def test_an_item_without_points_is_right_when_its_cases_are(by_hand, scored):
    cases = [by_hand.case("conv/general-1")]
    assert scored([by_hand.item(points=0)], cases, {"conv/general-1": RIGHT})["conv"].state == "right"


def test_an_item_without_points_is_wrong_when_its_cases_are(by_hand, scored):
    cases = [by_hand.case("conv/general-1")]
    assert scored([by_hand.item(points=0)], cases, {"conv/general-1": WRONG})["conv"].state == "wrong"


def test_a_group_that_nothing_was_asked_of_earns_nothing(by_hand, scored):
    item = by_hand.item(points={"general": 1, "edge": 2})
    graded = scored([item], [by_hand.case("conv/general-1")], {"conv/general-1": RIGHT})["conv"]
    assert graded.earned == 1


def test_a_case_that_expects_nothing_earns_nothing(by_hand, scored):
    graded = scored([by_hand.item()], [by_hand.case("conv/general-1", outputs=())], {"conv/general-1": {}})["conv"]
    assert graded.earned == 0


def test_an_item_says_where_its_code_stands(grouped):
    item = grouped(found={"conv": Found(exists=True, line=31)})
    assert (item.file, item.line, item.function) == ("layer.py", 31, "Layer.forward")


def test_a_case_keeps_its_verdicts_and_only_the_problems_there_are(by_hand, scored):
    case = by_hand.case("conv/general-1", outputs=("dx", "dw"), settings={"N": 2})
    (graded,) = scored([by_hand.item()], [case], {case.id: {"dx": 1.0, "dw": 2.0}})["conv"].cases
    assert graded.verdicts == {"dx": "passed", "dw": "failed"}
    assert list(graded.problems) == ["dw"]
    assert graded.settings == {"N": 2}


points = st.fractions(min_value=0, max_value=10, max_denominator=12)


@given(points=st.lists(points, min_size=1, max_size=5), data=st.data())
def test_earned_open_and_lost_always_add_up(by_hand, points, data):
    item = by_hand.item(points={f"g{n}": number for n, number in enumerate(points)})
    cases = [by_hand.case(f"conv/{n}", f"g{n}") for n in range(len(points))]
    ours = by_hand.ended(Outcome.OUR_FAILURE)
    replies = {case.id: data.draw(st.sampled_from([RIGHT, WRONG, ours])) for case in cases}
    key = by_hand.key([item], cases)
    grade = by_hand.graded(key, by_hand.expected({case.id: RIGHT for case in cases}), replies)
    (graded,) = grade.items
    assert graded.earned + graded.open + graded.lost == graded.points == sum(points)
    assert min(graded.earned, graded.open, graded.lost) >= 0
    assert grade.judged == graded.points - graded.open
    assert grade.provisional == (graded.open > 0)


FLAWS = (
    Flaw(kind="error", cell=3, text="Cell 3 ends with ValueError."),
    Flaw(kind="empty", cell=4, text="Cell 4 is empty."),
    Flaw(kind="name", cell=None, text="The file is called x.ipynb."),
)


@pytest.fixture
def noted(by_hand):
    """An item that asks of a notebook to be free of errors and empty cells, for 2 points."""
    item = replace(by_hand.item(points={"all": 2}), wanted=Wanted(requires=("no errors", "run in order")))
    key = by_hand.key([item], [])

    def graded(seen):
        evidence = replace(by_hand.gathered(key, {}).evidence, notebook=seen)
        return score(key, evidence, judge(key, evidence, {}, {}))[0]

    return graded


@pytest.mark.parametrize(("kept", "clause"), [(1, "1 thing to mend"), (3, "2 things to mend")])
def test_one_flaw_of_a_kind_that_counts_costs_all_points_of_a_notebook(noted, kept, clause):
    item = noted(NotebookSeen(name="a.ipynb", flaws=FLAWS[:kept]))
    assert (item.earned, item.lost, item.state, item.clause, item.file) == (0, 2, "wrong", clause, "a.ipynb")
    assert item.flaws == FLAWS[: min(kept, 2)]


def test_a_flaw_that_was_found_for_two_items_counts_once(noted):
    assert noted(NotebookSeen(name="a.ipynb", flaws=FLAWS[:1] * 2)).clause == "1 thing to mend"


def test_flaws_of_other_kinds_cost_nothing(noted):
    item = noted(NotebookSeen(name="a.ipynb", flaws=FLAWS[2:]))
    assert (item.earned, item.state, item.clause, item.flaws) == (2, "right", "", ())


def test_without_a_notebook_there_is_nothing_to_earn(noted):
    item = noted(None)
    assert (item.earned, item.lost, item.state, item.clause) == (0, 2, "not begun", "there is no notebook")
