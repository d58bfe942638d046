"""What loops, crashes, ends, hogs or shouts costs its own cases and no other; what attacks earns nothing."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from autograder.box import budget
from autograder.grade import grade
from autograder.model import Outcome

SUBMISSIONS = Path(__file__).parents[1] / "submissions" / "conv_layers"
ODD = YAML(typ="safe").load(SUBMISSIONS / "odd.yaml")
HOSTILE = YAML(typ="safe").load(SUBMISSIONS / "hostile.yaml")
CONV, POOL = {"conv-forward", "conv-backward"}, {"pool-forward", "pool-backward"}
WITHIN = {
    "loops_forever": {"case_seconds": 0.5},
    "loops_at_import": {"case_seconds": 0.5},
    "memory_hog": {"memory_bytes": 400_000_000},
}
POINTS = {
    "crashes": 22,
    "empty": 0,
    "import_crash": 0,
    "imports_torch": 0,
    "loops_at_import": 0,
    "loops_forever": 21,
    "memory_hog": 22,
    "missing_class": 3,
    "numpy_removed": 0,
    "os_exit": 20,
    "prints_100_mb": 22,
    "prints_arguments": 22,
    "python2": 0,
    "returns_none": 14,
    "syntax_error": 0,
    "sys_exit": 17,
    "wrong_wrapper": 0,
}
# Which cases end otherwise than with an answer, how, and which item's points that costs.
OWN_CASES = {
    "crashes": (Outcome.RAISED, {"pool-backward"}, lambda s: s["pool"] > s["stride"], {"pool-backward": 3}),
    "memory_hog": (
        Outcome.MEMORY_LIMIT, CONV, lambda s: s["padding"] == 2, {"conv-forward": 2, "conv-backward": 1}
    ),
    "os_exit": (Outcome.EXITED, {"conv-backward"}, lambda s: s["stride"] == 2, {"conv-backward": 5}),
    "prints_100_mb": (
        Outcome.OUTPUT_LIMIT, {"pool-backward"}, lambda s: s["stride"] == 3, {"pool-backward": 3}
    ),
    "prints_arguments": (
        Outcome.RAISED, CONV, lambda s: s["stride"] == 3, {"conv-forward": 1, "conv-backward": 2}
    ),
    "sys_exit": (
        Outcome.EXITED, POOL | {"test-cnn"}, lambda s: s["N"] > 1,
        {"pool-forward": 2, "pool-backward": 3, "test-cnn": 3},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def odd(grade_of, grade_within):
    """The grade of an odd submission, each once; some under tighter limits, so that the test does not wait."""
    known = {}

    def graded(name):
        if name not in known:
            path = SUBMISSIONS / "odd" / name
            known[name] = grade_within(path, **WITHIN[name]) if name in WITHIN else grade_of(path)
        return known[name]

    return graded


def test_every_odd_submission_has_its_points():
    assert set(POINTS) == set(ODD) == {folder.name for folder in (SUBMISSIONS / "odd").iterdir()}


@pytest.mark.parametrize("name", POINTS)
def test_odd_submissions_earn_what_is_right_in_them(odd, name):
    graded = odd(name)
    assert graded.earned == POINTS[name]
    assert (graded.judged, graded.open) == (25, 35)


@pytest.mark.parametrize("name", OWN_CASES)
def test_what_goes_wrong_costs_its_own_cases_only(odd, lost_in, name):
    outcome, items, happens, lost = OWN_CASES[name]
    graded = odd(name)
    assert lost_in(graded) == lost
    for item in graded.items:
        for case in item.cases:
            expected = outcome if item.id in items and happens(case.settings) else Outcome.ANSWERED
            assert case.outcome is expected, case.case


@pytest.mark.parametrize("name", OWN_CASES)
def test_cases_that_were_answered_are_right(odd, name):
    cases = [case for item in odd(name).items for case in item.cases if case.outcome is Outcome.ANSWERED]
    assert {ruling for case in cases for ruling in case.verdicts.values()} == {"passed"}


def test_an_endless_loop_costs_the_cases_in_which_it_loops(odd, lost_in):
    """After two of them in one item the others of that item are not waited for; those that earn come first."""
    graded = odd("loops_forever")
    assert lost_in(graded) == {"conv-backward": 1, "test-cnn": 3}
    backward = next(item for item in graded.items if item.id == "conv-backward")
    outcomes = [case.outcome for case in backward.cases]
    assert outcomes.count(Outcome.CPU_LIMIT) == 2
    answered = [case for case in backward.cases if case.outcome is Outcome.ANSWERED]
    assert {ruling for case in answered for ruling in case.verdicts.values()} == {"passed"}
    assert {case.group for case in answered} >= {"handout", "general"}


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("crashes", "MaxPoolingLayer.backward raises IndexError when windows overlap"),
        ("os_exit", "ConvLayer2D.backward ends the whole program when stride is 2"),
        ("sys_exit", "MaxPoolingLayer.forward ends the whole program when the batch holds more than one image"),
        ("prints_100_mb", "MaxPoolingLayer.backward prints more than can be kept when stride is 3"),
        ("memory_hog", "ConvLayer2D.forward needs more memory than there is"),
        ("loops_forever", "ConvLayer2D.backward does not come to an end"),
        ("loops_at_import", "lib/cnn/layer_utils.py being imported does not come to an end"),
        ("prints_arguments", "ConvLayer2D.forward raises ValueError"),
        ("returns_none", "dx is None"),
        ("missing_class", "ConvLayer2D is missing"),
        ("empty", "lib/cnn/layer_utils.py is missing"),
        ("wrong_wrapper", "lib/cnn/layer_utils.py is missing"),
        ("numpy_removed", "ConvLayer2D.get_output_size raises AttributeError"),
    ],
)
def test_what_happened_is_said_in_one_sentence(odd, name, headline):
    assert odd(name).findings[0].headline == headline


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing_class", "ConvLayer2d"),
        ("wrong_wrapper", "lib/layers_utils.py"),
        ("numpy_removed", "rite int"),
        ("python2", "Python 2"),
        ("imports_torch", "torch is not allowed"),
        ("import_crash", "settings.txt"),
    ],
)
def test_what_helps_is_said(odd, name, words):
    finding = odd(name).findings[0]
    assert words in f"{finding.headline} {finding.hint} {' '.join(odd(name).remarks)}"


@pytest.mark.parametrize("name", ["import_crash", "imports_torch", "syntax_error", "python2"])
def test_a_file_that_cannot_be_imported_is_one_cause_with_its_line(odd, name):
    (finding,) = odd(name).findings
    assert finding.lost == 25
    (frame,) = finding.problem.failure.frames[-1:]
    assert (frame.file, frame.line > 0, frame.text != "") == ("lib/cnn/layer_utils.py", True, True)


def test_a_hundred_megabytes_of_prints_leave_a_report_of_ordinary_size(odd):
    assert sum(len(case.prints) for item in odd("prints_100_mb").items for case in item.cases) <= 12_000


def test_every_hostile_submission_stands_in_the_table():
    assert set(HOSTILE) == {folder.name for folder in (SUBMISSIONS / "hostile").iterdir()}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "patches_probe"])
def test_an_attack_earns_nothing(grade_of, name):
    graded = grade_of(SUBMISSIONS / "hostile" / name)
    assert (graded.earned, graded.lost) == (0, 25)
    assert not any(item.consistent for item in graded.items)


def test_an_attack_that_loses_its_own_answers_earns_nothing(grade_within, monkeypatch):
    """It waits for questions that it has cut itself off from, until the clock outside ends it."""
    monkeypatch.setattr(budget, "WALL_EXTRA", 0.5)
    graded = grade_within(SUBMISSIONS / "hostile" / "patches_probe", case_seconds=0.25)
    assert (graded.earned, graded.lost) == (0, 25)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("patches_probe", "steals_frames")])
def test_the_next_submission_is_graded_as_if_nothing_had_been(ask, whole_key, name):
    ask(SUBMISSIONS / "hostile" / name)
    graded = grade(*whole_key, ask(SUBMISSIONS / "right" / "einsum"))
    assert (graded.earned, graded.findings) == (25, ())
