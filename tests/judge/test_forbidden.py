"""What a forbidden operation costs: the item that forbids it fails, those that it voids earn nothing."""

from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.grade import grade
from autograder.judge.cases import ending_problem
from autograder.judge.forbidden import uses
from autograder.model import Answer, Code, Failure, Frame, Outcome, Use

LINE = Frame(file="hw.py", line=3, function="forward", text="return F.conv2d(x, self.w)")
USED = Use(operation="convolution", called="conv2d", place=LINE)
POOLED = Use(operation="pooling", called="avg_pool2d", place=replace(LINE, line=9))


@pytest.fixture
def graded(by_hand):
    """The items of a convolution (3 points) and a linear layer (2), by their answers; a flag voids the first."""

    def run(conv, linear=None, *, twin=None, **flag):
        items = [
            by_hand.item("conv", 3),
            by_hand.item("linear", 2),
            by_hand.item(
                "own",
                **{"points": 0, "check": "forbidden", "operations": ("convolution",), "voids": ("conv",), **flag},
            ),
        ]
        cases = [
            by_hand.case("conv/general-1"),
            by_hand.case("conv/general-1-twin", hidden=True, twin="conv/general-1"),
            by_hand.case("linear/general-1"),
        ]
        key = by_hand.key(items, cases)
        expected = by_hand.expected({case.id: {"out": 1.0} for case in cases})
        right = by_hand.answered(out=1.0)
        answers = {"conv/general-1": conv, "conv/general-1-twin": twin or conv, "linear/general-1": linear or right}
        gathered = by_hand.gathered(key, {name: {"out": 1.0} for name in answers})
        answered = {
            name: replace(gathered.evidence.answers[name], outcome=a.outcome, uses=a.uses, failure=a.failure)
            for name, a in answers.items()
        }
        gathered = replace(gathered, evidence=replace(gathered.evidence, answers=answered))
        return key, gathered, {item.id: item for item in grade(key, expected, gathered).items}

    return run


RIGHT = Answer(outcome=Outcome.ANSWERED)
REFUSED = Answer(
    outcome=Outcome.RAISED,
    uses=(USED,),
    failure=Failure(type="ForbiddenOperation", message="this calls", frames=(LINE,)),
)


def test_without_a_use_all_is_as_it_was(graded):
    _, _, items = graded(RIGHT)
    assert (items["own"].state, items["own"].clause) == ("right", "")
    assert (items["conv"].earned, items["linear"].earned) == (3, 2)


def test_points_beside_the_flag_are_earned_by_doing_without(graded):
    _, _, items = graded(RIGHT, points=1)
    assert items["own"].earned == 1
    assert graded(replace(RIGHT, uses=(USED,)), points=1)[2]["own"].earned == 0


def test_a_use_fails_the_flag_and_says_where(graded):
    _, _, items = graded(REFUSED)
    assert (items["own"].state, items["own"].earned, items["own"].open) == ("wrong", 0, 0)
    assert items["own"].clause == "hw.py:3 calls PyTorch's own convolution (conv2d)"


def test_an_answer_that_is_right_in_spite_of_a_use_earns_nothing(graded):
    """The exception was caught, and something else was returned."""
    _, _, items = graded(replace(RIGHT, uses=(USED,)))
    assert (items["conv"].earned, items["conv"].state) == (0, "wrong")
    assert items["conv"].clause == "earns nothing: hw.py:3 calls PyTorch's own convolution (conv2d)"
    assert all(share.earned == 0 for share in items["conv"].shares)
    assert items["linear"].earned == 2


def test_a_use_while_another_item_was_asked_counts_as_well(graded):
    _, _, items = graded(RIGHT, replace(RIGHT, uses=(USED,)))
    assert (items["conv"].earned, items["own"].state, items["linear"].earned) == (0, "wrong", 2)


def test_an_operation_that_the_item_does_not_forbid_is_nothing_to_it(graded):
    _, _, items = graded(replace(RIGHT, uses=(POOLED,)))
    assert (items["conv"].earned, items["own"].state) == (3, "right")


def test_the_same_use_is_told_once_and_others_are_counted(graded):
    other = replace(USED, place=replace(LINE, line=5))
    _, _, items = graded(replace(RIGHT, uses=(USED, USED, other)))
    assert items["own"].clause == "hw.py:3 calls PyTorch's own convolution (conv2d) and 1 more"


def test_a_use_in_hidden_cases_alone_is_told_without_what_the_program_said(graded):
    key, gathered, items = graded(RIGHT, twin=replace(RIGHT, uses=(replace(USED, called="the hidden 42"),)))
    assert items["own"].clause == "your program calls PyTorch's own convolution"
    assert "42" not in repr(uses(key, gathered.evidence, key.rubric.item("own")))


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.NOT_BEGUN, "not begun"), (Outcome.OUR_FAILURE, "open"), (Outcome.RAISED, "right")],
)
def test_nothing_is_claimed_of_what_was_not_asked(graded, outcome, state):
    _, _, items = graded(Answer(outcome=outcome), points=1)
    assert items["own"].state == state
    assert items["own"].earned == (1 if state == "right" else 0)
    assert items["own"].open == (1 if state == "open" else 0)


def test_points_that_are_open_are_void_as_well(graded):
    ours = Answer(outcome=Outcome.OUR_FAILURE, uses=(USED,))
    _, _, items = graded(ours)
    assert (items["conv"].earned, items["conv"].open, items["conv"].lost) == (0, 0, Fraction(3))


@pytest.mark.parametrize("outcome", [Outcome.RAISED, Outcome.IMPORT_FAILED])
def test_what_was_refused_is_told_before_the_error_that_it_led_to(outcome):
    """TorchScript turns every error into one of its own."""
    answer = Answer(outcome=outcome, uses=(USED,), failure=Failure(type="RuntimeError", message="The following"))
    problem = ending_problem(answer, None)
    assert (problem.kind, problem.got, problem.failure) == ("forbidden", "convolution", answer.failure)


def test_an_ending_of_another_kind_is_told_as_it_is():
    answer = Answer(outcome=Outcome.CPU_LIMIT, uses=(USED,))
    assert ending_problem(answer, None).kind == "cpu limit"


@pytest.fixture
def network(by_hand):
    """A convolution with its flag, and a network with one that voids nothing, by what was called in each."""

    def run(in_convolution=(), in_network=()):
        forbid = {"points": 0, "check": "forbidden", "operations": ("convolution",)}
        conv, net = Code(file="hw.py", name="Conv2d"), Code(file="hw.py", name="Net")
        items = [
            by_hand.item("conv", 3, code=Code(file="hw.py", name="Conv2d.forward")),
            by_hand.item("net", 2, code=net),
            by_hand.item("own-conv", **forbid, code=conv, voids=("conv",)),
            by_hand.item("own-net", **forbid, code=net),
        ]
        cases = [by_hand.case("conv/general-1"), by_hand.case("net/general-1")]
        key = by_hand.key(items, cases)
        gathered = by_hand.gathered(key, {case.id: {"out": 1.0} for case in cases})
        uses = {"conv/general-1": tuple(in_convolution), "net/general-1": tuple(in_network)}
        answers = {name: replace(a, uses=uses[name]) for name, a in gathered.evidence.answers.items()}
        gathered = replace(gathered, evidence=replace(gathered.evidence, answers=answers))
        expected = by_hand.expected({case.id: {"out": 1.0} for case in cases})
        return {item.id: item for item in grade(key, expected, gathered).items}

    return run


def states(items):
    return {name: (item.state, item.earned) for name, item in items.items()}


def test_a_network_on_the_frameworks_layers_does_not_make_ones_own_layer_wrong(network):
    assert states(network(in_network=[USED])) == {
        "conv": ("right", 3), "net": ("right", 2), "own-conv": ("right", 0), "own-net": ("wrong", 0),
    }  # fmt: skip


def test_a_layer_that_calls_the_frameworks_own_earns_nothing_whatever_the_network_does(network):
    assert states(network(in_convolution=[USED])) == {
        "conv": ("wrong", 0), "net": ("right", 2), "own-conv": ("wrong", 0), "own-net": ("right", 0),
    }  # fmt: skip


def wanting(name, outcome=Outcome.RAISED):
    failure = Failure(type="NotAllowed", message="it is not there", frames=(LINE,), refused=name)
    return Answer(outcome=outcome, failure=failure)


def test_what_is_wanted_of_another_framework_counts_as_what_it_would_do(graded):
    _, _, items = graded(wanting("scipy.signal.correlate2d"))
    assert items["own"].clause == "hw.py:3 needs scipy.signal.correlate2d, which is not allowed in this homework"
    assert (items["own"].state, items["conv"].earned) == ("wrong", 0)
    assert ending_problem(wanting("scipy.signal.correlate2d"), None).kind == "package"


@pytest.mark.parametrize(
    "answer", [wanting("pandas.DataFrame"), wanting("scipy.special", Outcome.IMPORT_FAILED), wanting("")]
)
def test_a_package_without_such_operations_or_one_that_no_question_called_is_no_use(graded, answer):
    assert graded(answer)[2]["own"].state == "right"


def test_of_a_hidden_case_the_name_of_what_was_wanted_is_not_told(graded):
    key, gathered, items = graded(RIGHT, twin=wanting("scipy.hidden_42"))
    assert items["own"].clause == "your program needs a package, which is not allowed in this homework"
    assert "42" not in repr(uses(key, gathered.evidence, key.rubric.item("own")))
