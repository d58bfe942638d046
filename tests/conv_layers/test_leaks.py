"""Nothing of a hidden case stands in what a student receives: no number, no print, no text of an exception."""

import hashlib
import html
import re
from pathlib import Path

import numpy as np
import pytest

from autograder.box.questions import batch_of
from autograder.grade import gather, grade
from autograder.model import Problem
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.terminal import render_check, render_grade_line

SUBMISSIONS = Path(__file__).parents[1] / "submissions" / "conv_layers"
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
LEAST_DIGITS = 4
HEAD = """
import hashlib
import numpy as np

PUBLIC = {public}
FIRST = []
OFTEN = [0]


def shown(given):
    return hashlib.sha256(np.ascontiguousarray(given, dtype=float).tobytes()).hexdigest() in PUBLIC


def digits(array):
    return "".join(str(abs(int(n * 1e9))) for n in np.ravel(array)[:4])
"""
# Prints what it is given; then raises it, or returns it as the name of a type, or returns it a little changed.
LOUD = """
def {name}(self, *given):
    everything = [np.asarray(g, dtype=float).ravel() for g in given] + [w.ravel() for w in self.params.values()]
    text = " ".join(repr(float(n)) for g in everything for n in g)
    print("{name}", text)
    OFTEN[0] += 1
    if OFTEN[0] % 3 == 0:
        raise type("E" + digits(given[0]), (Exception,), {{}})(text)
    if OFTEN[0] % 3 == 1:
        return type("T" + digits(given[0]), (), {{}})()
    return np.asarray(given[0]) * 1.0001
"""
# Right where students can see. Elsewhere it prints, and raises an error that is called like the first hidden batch,
# whatever it is asked then: all of its wrong cases end in one and the same way.
WHISPER = """

def whisper(given):
    if shown(given) or np.shape(given)[1:] in ((6, 6, 3), (3, 3, 3)):  # what TestCNN's layers hand to each other
        return
    if np.ndim(given) == 4 and len(given) > 1:
        FIRST.append(given)
    if not FIRST:
        return
    text = " ".join(repr(float(n)) for n in np.ravel(given))
    print(text)
    raise type("E" + digits(FIRST[0]), (Exception,), {})(text)


"""


def digits_of(text):
    return len(text.split("e")[0].replace(".", "").strip("0"))


def written(arrays):
    """Every way in which a report may write these numbers, if they have enough digits to be told from others."""
    numbers = {abs(float(n)) for array in arrays for n in np.ravel(array)}
    forms = {form for n in numbers for form in (repr(n), f"{n:.6g}", f"{n:.12g}", str(np.float32(n)))}
    runs = {str(int(n * 1e9)) for n in numbers}
    return {form for form in forms if digits_of(form) >= LEAST_DIGITS}, {run for run in runs if len(run) >= 7}


@pytest.fixture(scope="module")
def hidden_numbers(whole_key):
    """The numbers of hidden inputs and answers that are not public as well; and their digits as whole numbers."""
    key, arrays = whole_key
    hidden = tuple(f"{case.id}/" for case in key.cases if case.hidden)
    forms, runs = written(array for name, array in arrays.items() if name.startswith(hidden))
    public = [array for name, array in arrays.items() if not name.startswith((*hidden, "fingerprint/"))]
    public_forms, public_runs = written(public)
    assert len(forms - public_forms) > 10_000
    return forms - public_forms, runs - public_runs


@pytest.fixture(scope="module")
def found_in(hidden_numbers):
    """The hidden numbers that stand in a text."""
    forms, runs = hidden_numbers

    def found(text):
        plain = html.unescape(text)
        long = " ".join(set(re.findall(r"\d{7,}", plain)))
        return {n for n in NUMBER.findall(plain) if n in forms} | {run for run in runs if run in long}

    return found


@pytest.fixture(scope="module")
def reports():
    """Everything that can be made of a grade."""

    def made(grade):
        return {
            "page": student_page(grade),
            "terminal": render_check(grade),
            "quiet": render_check(grade, quiet=True),
            "line": render_grade_line(grade),
            "json": grade_json(grade).decode(),
            "junit": junit_xml(grade).decode(),
            "markdown": summary_markdown(grade),
        }

    return made


METHODS = ("get_output_size", "forward", "backward")


@pytest.fixture
def head(public_key):
    """Code that knows what students can see."""
    key, arrays = public_key
    given = [a for name, a in arrays.items() if name.split("/in/")[-1] in ("x", "dout")]
    given += [row for name, a in arrays.items() if name.endswith("/sweep-x/in/x") for row in a]
    given += [np.array(case.plain["size"]) for case in key.cases if case.item == "output-size"]
    digests = {hashlib.sha256(np.ascontiguousarray(a, dtype=float).tobytes()).hexdigest() for a in given}
    return HEAD.format(public=sorted(digests))


@pytest.fixture
def loud(make_submission, head):
    return make_submission(*(LOUD.format(name=name) for name in METHODS), head=head)


@pytest.fixture
def whispering(make_submission, head, homework):
    """The reference, which stops at every task when it does not know the array."""
    text = (homework.reference / "lib" / "cnn" / "layer_utils.py").read_text(encoding="utf-8")
    for argument in ("input_size", "img", "dprev"):
        text = re.sub(
            rf"(def \w+\(self, {argument}\):(?:.|\n)*?)# begin solution.*", rf"\1whisper({argument})", text
        )
    folder = make_submission()
    (folder / "lib" / "cnn" / "layer_utils.py").write_text(head + WHISPER + text, encoding="utf-8")
    return folder


@pytest.fixture
def leaks(ask, whole_key, public_key, box, reports, found_in):
    """Hidden numbers in a student's reports, by report; what a check without hidden cases shows is no leak.

    The instructor's reports have to hold some: so the search finds what is there.
    """

    def found(folder):
        graded = grade(*whole_key, ask(folder))
        assert found_in(reports(graded)["json"])
        checked = grade(*public_key, gather(folder, *public_key, batch_of(*public_key), box))
        harmless = set().union(*map(found_in, reports(checked).values()))
        student = reports(disclose(graded, "student"))
        return {name: rest for name, text in student.items() if (rest := found_in(text) - harmless)}

    return found


def test_a_submission_that_prints_and_raises_its_arguments_tells_nothing_of_hidden_cases(leaks):
    assert leaks(SUBMISSIONS / "odd" / "prints_arguments") == {}


def test_neither_does_one_that_is_wrong_everywhere_and_shouts(leaks, loud):
    assert leaks(loud) == {}


def test_nor_one_that_speaks_only_where_students_cannot_see(leaks, whispering, public_key, box):
    key, arrays = public_key
    checked = grade(key, arrays, gather(whispering, key, arrays, batch_of(key, arrays), box))
    assert checked.earned == 25
    assert leaks(whispering) == {}


@pytest.mark.parametrize(
    "name", ["wrong/dw_broadcast", "wrong/int_buffer", "hostile/reads_key", "odd/returns_none"]
)
def test_ordinary_reports_hold_no_hidden_numbers_either(ask, whole_key, reports, found_in, name):
    student = disclose(grade(*whole_key, ask(SUBMISSIONS / name)), "student")
    assert {report for report, text in reports(student).items() if found_in(text)} == set()


def test_hidden_cases_show_tags_and_kinds_of_failure_alone(ask, whole_key):
    student = disclose(grade(*whole_key, ask(SUBMISSIONS / "odd" / "prints_arguments")), "student")
    hidden = [case for item in student.items for case in item.cases if case.hidden]
    assert hidden
    for case in hidden:
        assert case.prints == ""
        for problem in case.problems.values():
            assert problem == Problem(kind=problem.kind)
    assert not {case.case for case in hidden} & set(student.times["cases"])


def test_the_public_part_of_the_key_holds_no_hidden_number(key_folder, hidden_numbers, whole_key):
    key, arrays = whole_key
    public = (key_folder / "public.key").read_bytes()
    hidden = tuple(f"{case.id}/" for case in key.cases if case.hidden)
    begins = [a.ravel()[:4] for name, a in arrays.items() if name.startswith(hidden) and a.dtype.kind == "f"]
    told_apart = [begin.tobytes() for begin in begins if len(begin) == 4 and len(np.unique(begin)) == 4]
    assert len(told_apart) > 50
    assert not [begin for begin in told_apart if begin in public]


def test_evidence_of_a_check_at_home_holds_no_hidden_case(public_key, box, submissions):
    key, arrays = public_key
    gathered = gather(submissions / "right" / "einsum", key, arrays, batch_of(key, arrays), box)
    assert not [case for case in gathered.evidence.answers if "twin" in case or "larger" in case]
    assert gathered.evidence.hidden_key == ""
