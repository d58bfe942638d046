"""Grading one submission: what is kept of it, whose failure is whose, and the same grade every time."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.box.fake import FakeBox
from autograder.box.questions import batch_of
from autograder.errors import BoxError, SubmissionError
from autograder.grade import ALWAYS_KEPT, MOST_PRINTS, fingerprint_of, gather, grade
from autograder.model import EVIDENCE_SCHEMA, GRADE_SCHEMA, Answer, Cause, Outcome
from autograder.records import to_json

CASES = ("conv/general-1", "conv/general-2", "pool/general-1")


@pytest.fixture
def homework(by_hand):
    """Two items, and one that a person reads; every case gives x and expects it doubled."""
    essay = by_hand.item("essay", 5, check="manual", code=None, cause_open=Cause.TO_BE_READ, why_open="read later")
    items = [by_hand.item("conv", 2), by_hand.item("pool", 1), essay]
    cases = [by_hand.case(name, arrays=("x",)) for name in CASES]
    arrays = {f"{name}/in/x": np.full(3, float(n)) for n, name in enumerate(CASES, 1)}
    arrays |= by_hand.expected({name: {"out": 2 * arrays[f"{name}/in/x"]} for name in CASES})
    key = by_hand.key(items, cases, provided={}, digest="public digest", hidden_digest="hidden digest", secret="s")
    return replace(key, rubric=replace(key.rubric, documents={"pdf": "report.pdf"})), arrays


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "layer.py").write_text("class Layer:\n    def forward(self, x):\n        return 2 * x\n")
    return folder


@pytest.fixture
def gathered(homework, folder):
    """The evidence of a submission that answers so."""
    key, arrays = homework

    def ask(reply, at=folder, key=key):
        return gather(at, key, arrays, batch_of(key, arrays), FakeBox(reply, level="fake"))

    return ask


@pytest.fixture
def right(by_hand):
    def reply(question):
        out = 2 * question.arrays["x"]
        return by_hand.answered(out=out), {"out": out}

    return reply


def test_evidence_says_what_was_asked_of_whom_and_with_what(gathered, right, homework):
    key, arrays = homework
    evidence = gathered(right).evidence
    assert (evidence.schema, evidence.homework, evidence.submission) == (EVIDENCE_SCHEMA, "by-hand", "ada")
    assert (evidence.part, evidence.key, evidence.hidden_key) == ("whole", "public digest", "hidden digest")
    assert evidence.questions == batch_of(key, arrays).digest
    assert evidence.isolation == "fake"
    assert set(evidence.answers) == set(CASES)
    assert list(evidence.files) == ["layer.py"]
    assert evidence.documents == {"report.pdf": False}
    assert evidence.found["conv"].exists
    assert evidence.versions["numpy"] == np.__version__


def test_a_check_over_the_public_part_says_so(gathered, right, homework):
    assert gathered(right, key=replace(homework[0], part="public")).evidence.part == "public"


def test_the_box_runs_a_copy_and_is_stopped(homework, folder, right):
    key, arrays = homework
    box = FakeBox(right)
    gather(folder, key, arrays, batch_of(key, arrays), box)
    (source,) = box.started
    assert source != folder
    assert not source.exists()
    assert not box.running


def test_a_box_that_breaks_is_our_failure_and_costs_nothing(homework, folder, by_hand):
    key, arrays = homework

    class Broken(FakeBox):
        def ask(self, batch):
            raise BoxError("the warm process has died")

    box = Broken(lambda question: None)
    found = gather(folder, key, arrays, batch_of(key, arrays), box)
    assert {a.outcome for a in found.evidence.answers.values()} == {Outcome.OUR_FAILURE}
    assert {a.detail for a in found.evidence.answers.values()} == {"the warm process has died"}
    assert found.evidence.isolation == "none"
    assert not box.running
    made = grade(key, arrays, found)
    assert (made.earned, made.lost, made.open, made.provisional) == (0, 0, 8, True)
    assert [item.state for item in made.items] == ["open"] * 3
    assert made.findings == ()


def test_the_box_is_stopped_whatever_happens(homework, folder):
    key, arrays = homework

    class Wrong(FakeBox):
        def ask(self, batch):
            raise ZeroDivisionError

    box = Wrong(lambda question: None)
    with pytest.raises(ZeroDivisionError):
        gather(folder, key, arrays, batch_of(key, arrays), box)
    assert not box.running


def test_a_submission_that_cannot_be_opened_is_not_asked(homework, tmp_path, right):
    key, arrays = homework
    box = FakeBox(right)
    with pytest.raises(SubmissionError):
        gather(tmp_path / "nobody", key, arrays, batch_of(key, arrays), box)
    assert box.started == []


@pytest.mark.parametrize(("size", "is_kept"), [(ALWAYS_KEPT, True), (ALWAYS_KEPT + 1, False)])
def test_an_answer_that_is_far_too_large_keeps_its_shape_and_no_numbers(gathered, by_hand, size, is_kept):
    found = gathered(lambda question: (by_hand.answered(out=np.ones(size)), {"out": np.ones(size)}))
    value = found.evidence.answers[CASES[0]].values["out"]
    assert (value.shape, value.kept) == ((size,), is_kept)
    assert (f"{CASES[0]}/out" in found.arrays) == is_kept


def test_an_answer_as_large_as_the_expected_one_is_kept(homework, folder, by_hand):
    key, arrays = homework
    large = np.ones(3 * ALWAYS_KEPT)
    arrays = {**arrays, **by_hand.expected({CASES[0]: {"out": large}})}
    box = FakeBox(lambda question: (by_hand.answered(out=large), {"out": large}))
    found = gather(folder, key, arrays, batch_of(key, arrays), box)
    assert set(found.arrays) == {f"{CASES[0]}/out"}


def test_none_is_not_something_that_was_not_kept(gathered, by_hand):
    found = gathered(lambda question: (by_hand.answered(out=None), {}))
    assert found.evidence.answers[CASES[0]].values["out"].kept


def test_of_all_prints_no_more_is_kept_than_a_person_reads(gathered):
    found = gathered(lambda question: (Answer(outcome=Outcome.ANSWERED, prints="x" * 5000), {}))
    lengths = [len(found.evidence.answers[case].prints) for case in CASES]
    assert lengths == [5000, 5000, MOST_PRINTS - 10_000]


def test_times_are_rounded(gathered):
    found = gathered(lambda question: (Answer(outcome=Outcome.ANSWERED, seconds=0.123456789), {}))
    assert found.evidence.answers[CASES[0]].seconds == 0.1235
    assert set(found.evidence.seconds) == {"open", "ask"}


def test_a_grade_adds_up_its_items(gathered, homework, by_hand):
    def reply(question):
        out = question.arrays["x"] * (3 if question.item == "pool" else 2)
        return by_hand.answered(out=out), {"out": out}

    made = grade(*homework, gathered(reply))
    assert (made.schema, made.reader, made.part) == (GRADE_SCHEMA, "instructor", "whole")
    assert (made.total, made.earned, made.lost, made.open) == (8, 2, 1, 5)
    assert made.provisional
    assert made.judged == 3
    assert (made.key, made.hidden_key, made.secret) == ("public digest", "hidden digest", "s")


def test_each_item_says_in_a_clause_what_is_the_matter(gathered, homework, by_hand):
    def reply(question):
        if question.item == "pool":
            return by_hand.ended(Outcome.NOT_BEGUN, "NotImplementedError", at=("layer.py", 3)), {}
        return by_hand.answered(out=None), {}

    made = grade(*homework, gathered(reply))
    assert [item.clause for item in made.items] == ["the output is None", "not begun", "read later"]


def test_a_right_item_needs_no_clause(gathered, homework, right):
    assert [item.clause for item in grade(*homework, gathered(right)).items] == ["", "", "read later"]


def test_an_argument_that_was_changed_is_told_once_for_each_item_and_costs_nothing(gathered, homework, right):
    def reply(question):
        answer, arrays = right(question)
        return replace(answer, changed=("x", "a") if question.id == CASES[0] else ("x",)), arrays

    made = grade(*homework, gathered(reply))
    assert made.remarks == ("conv: a, x is changed in place", "pool: x is changed in place")
    assert made.lost == 0


def test_the_same_evidence_gives_the_same_bytes(gathered, homework, right):
    found = gathered(right)
    assert to_json(grade(*homework, found)) == to_json(grade(*homework, found))


def test_a_changed_weight_is_judged_again_without_asking(gathered, homework, right):
    key, arrays = homework
    found = gathered(right)
    conv = replace(
        key.rubric.items[0], shares=tuple(replace(s, points=Fraction(7)) for s in key.rubric.items[0].shares)
    )
    changed = replace(key, rubric=replace(key.rubric, items=(conv, *key.rubric.items[1:])))
    assert grade(changed, arrays, found).earned == 8


@pytest.fixture
def prints(homework, folder):
    return lambda: fingerprint_of(folder, homework[0])


def test_an_unchanged_submission_has_the_same_fingerprint(prints):
    assert prints() == prints()


@pytest.mark.parametrize(
    "change",
    [
        lambda f: (f / "layer.py").write_text("other"),
        lambda f: (f / "new.py").write_text(""),
        lambda f: (f / "layer.py").rename(f / "later.py"),
    ],
    ids=["edited", "added", "renamed"],
)
def test_a_changed_submission_has_another_fingerprint(prints, folder, change):
    before = prints()
    change(folder)
    assert prints() != before


@pytest.mark.parametrize("field", ["digest", "hidden_digest"])
def test_another_key_gives_another_fingerprint(homework, folder, field):
    key = homework[0]
    assert fingerprint_of(folder, key) != fingerprint_of(folder, replace(key, **{field: "other"}))


def test_an_archive_has_a_fingerprint_as_well(homework, tmp_path):
    archive = tmp_path / "ada.zip"
    archive.write_bytes(b"one")
    before = fingerprint_of(archive, homework[0])
    archive.write_bytes(b"two")
    assert fingerprint_of(archive, homework[0]) != before


def test_a_link_is_not_followed(prints, folder, tmp_path):
    (tmp_path / "outside.py").write_text("one")
    before = prints()
    (folder / "link.py").symlink_to(tmp_path / "outside.py")
    assert prints() == before


def test_what_the_box_did_otherwise_than_asked_is_told_once_and_costs_nothing(gathered, homework, right):
    def reply(question):
        answer, arrays = right(question)
        return replace(answer, notices=("workers", "device")), arrays

    made = grade(*homework, gathered(reply))
    assert [remark.split(";")[0] for remark in made.remarks] == [
        "Your program asks for a graphics card, or another device that is not here",
        "DataLoader with num_workers: no processes are started here",
    ]
    assert made.lost == 0
