"""A student's report holds no trace of what hidden cases asked, expected or got, and no text above the level."""

from dataclasses import replace

import pytest

from autograder.model import CaseGrade, Failure, Frame, Grade, Outcome, Problem, Row, Ruling, Tell
from autograder.report.disclose import disclose
from autograder.report.terminal import render_check

SENTINEL = "8675309"


def poisoned(grade: Grade) -> Grade:
    """Every field of a hidden case that could carry a number carries the same one."""
    frame = Frame(file=SENTINEL, line=int(SENTINEL), function=SENTINEL, text=SENTINEL)
    problem = Problem(
        kind="raised", expected=SENTINEL, got=SENTINEL, wrong=int(SENTINEL), of=int(SENTINEL),
        worst_absolute=SENTINEL, worst_relative=SENTINEL,
        rows=(Row(index=(int(SENTINEL),), expected=SENTINEL, got=SENTINEL),),
        failure=Failure(type=SENTINEL, message=SENTINEL, frames=(frame,)),
    )  # fmt: skip
    items = []
    for item in grade.items:
        cases = tuple(_poisoned_case(case, problem) if case.hidden else case for case in item.cases)
        items.append(replace(item, cases=cases))
    hidden = next(case.case for item in items for case in item.cases if case.hidden)
    (finding,) = grade.findings
    headline = f"ConvLayer2D.backward raises {SENTINEL} when the numbers are others"
    picture = replace(finding.picture, case=hidden, expected=[[int(SENTINEL)]], inputs={"x": [[int(SENTINEL)]]})
    worse = replace(finding, headline=headline, hint=f"stop at {SENTINEL}", problem=problem, picture=picture)
    items[2] = replace(items[2], clause=headline)
    times = {**grade.times, hidden: float(SENTINEL), "cases": {hidden: float(SENTINEL)}}
    return replace(grade, items=tuple(items), findings=(worse,), times=times)


def _poisoned_case(case: CaseGrade, problem: Problem) -> CaseGrade:
    return replace(
        case,
        problems=dict.fromkeys(case.verdicts, problem), verdicts=dict.fromkeys(case.verdicts, Ruling.FAILED),
        outcome=Outcome.RAISED, prints=SENTINEL,
    )  # fmt: skip


def test_no_report_for_a_student_holds_a_number_of_a_hidden_case(sample, every_report):
    grade = poisoned(sample.border(whole=True))
    assert all(SENTINEL in text for name, text in every_report(grade).items() if name in ("page", "json", "junit"))
    for name, text in every_report(disclose(grade, "student")).items():
        assert SENTINEL not in text, name


def test_the_cause_of_a_hidden_error_is_not_told_by_a_place_that_the_program_made_up(sample):
    """A file's name is whatever code was compiled under; with no type and no message it is all that is quoted."""
    grade = poisoned(sample.border(whole=True))
    frame = Frame(file=SENTINEL, line=1, function="f", text="")
    problem = Problem(kind="raised", failure=Failure(type="", message="", frames=(frame,)))
    finding = replace(grade.findings[0], cause=f"raised:  {SENTINEL}:1", headline="", problem=problem)
    items = tuple(replace(item, tell=Tell.MISTAKE) for item in grade.items)
    [told] = disclose(replace(grade, items=items, findings=(finding,)), "student").findings
    assert told.cause == ""


def test_the_line_at_which_a_graded_training_ended_is_told_and_no_word_of_its_error(sample, every_report):
    frame = Frame(file="net.py", line=31, function=SENTINEL, text=SENTINEL)
    problem = Problem(kind="raised", failure=Failure(type=SENTINEL, message=SENTINEL, frames=(frame,)))
    grade = sample.border(whole=True)
    items = (replace(grade.items[0], check="training", cases=()), *grade.items[1:])
    finding = replace(
        grade.findings[0],
        items=(items[0].id,),
        headline=f"raises {SENTINEL}",
        hint="",
        picture=None,
        problem=problem,
    )
    told = disclose(replace(grade, items=items, findings=(finding,)), "student")
    assert told.findings[0].headline == "your program raises an error"
    assert told.findings[0].problem.failure.frames == (Frame(file="net.py", line=31, function=""),)
    for name, text in every_report(told).items():
        assert SENTINEL not in text, name
        assert "net.py:31" in text or name not in ("page", "terminal"), name


def test_what_hidden_cases_wanted_of_a_package_is_not_told(sample):
    grade = sample.border(whole=True)
    problem = Problem(kind="package", got=f"scipy.{SENTINEL}")
    finding = replace(grade.findings[0], headline=f"f needs scipy.{SENTINEL}", problem=problem)
    told = disclose(replace(grade, findings=(finding,)), "student").findings[0]
    assert told.headline == "your program needs a package that is not allowed when the numbers are others"
    assert told.problem == Problem(kind="package")


def test_students_are_told_no_total_time_that_leaves_out_the_asking(sample, every_report):
    grade = sample.border(whole=True)
    grade = replace(grade, times={**grade.times, "cases": {grade.items[2].cases[0].case: 0.25}})
    assert "Took 0.7 s altogether, at most 0.25 s for one public case." in every_report(grade)["page"]
    page = every_report(disclose(grade, "student"))["page"]
    assert "altogether" not in page
    assert "At most 0.25 s for one public case." in page


def test_a_hidden_case_keeps_its_settings_its_ruling_and_the_kind_of_problem(sample):
    told = disclose(poisoned(sample.border(whole=True)), "student")
    case = next(case for case in told.items[2].cases if case.hidden)
    assert case.settings["padding"] == 1
    assert set(case.verdicts.values()) == {Ruling.FAILED}
    assert case.problems["dx"] == Problem(kind="raised")


def test_an_instructor_reads_everything(sample):
    grade = poisoned(sample.border(whole=True))
    assert disclose(grade, "instructor") == grade


def test_what_was_removed_does_not_come_back(sample):
    with pytest.raises(ValueError, match="grade again"):
        disclose(disclose(sample.border(), "student"), "instructor")


def test_disclosing_twice_is_disclosing_once(sample):
    once = disclose(sample.border(whole=True), "student")
    assert disclose(once, "student") == once


@pytest.mark.parametrize(
    ("tell", "kept"),
    [
        (Tell.POINTS, set()),
        (Tell.CASES, {"headline", "cases", "others", "looks", "evidence", "outputs", "picture", "problem"}),
        (Tell.HINT, {"headline", "cases", "others", "looks", "evidence", "outputs", "picture", "problem", "hint"}),
        (
            Tell.MISTAKE,
            {
                "headline",
                "cases",
                "others",
                "looks",
                "evidence",
                "outputs",
                "picture",
                "problem",
                "hint",
                "name",
                "known",
                "cause",
            },
        ),
    ],
)
def test_each_level_tells_what_it_promises_and_no_more(sample, tell, kept):
    (finding,) = disclose(sample.border(tell=tell), "student").findings
    told = {
        "headline",
        "cases",
        "others",
        "looks",
        "evidence",
        "outputs",
        "picture",
        "problem",
        "hint",
        "name",
        "known",
        "cause",
    }
    assert {name for name in told if getattr(finding, name)} == kept
    assert finding.lost == 1


@pytest.mark.parametrize("tell", list(Tell))
def test_no_report_holds_a_text_above_the_level(sample, every_report, tell):
    secrets = {Tell.CASES: "comes back empty", Tell.HINT: "cut the border off", Tell.MISTAKE: "[0:0]"}
    for name, text in every_report(disclose(sample.border(tell=tell), "student")).items():
        for level, secret in secrets.items():
            assert tell.reaches(level) or secret not in text, (name, level)
        assert tell.reaches(Tell.MISTAKE) or "dx-cropped-with-minus-p" not in text, name


def test_the_most_reserved_item_decides_about_a_cause_of_two(sample):
    grade = sample.border()
    items = tuple(replace(i, tell=Tell.CASES) if i.id == "test-cnn" else i for i in grade.items)
    shared = replace(grade.findings[0], items=("conv-backward", "test-cnn"))
    (finding,) = disclose(replace(grade, items=items, findings=(shared,)), "student").findings
    assert finding.headline
    assert not finding.hint


def test_a_student_of_points_is_told_no_case(sample):
    grade = disclose(sample.border(tell=Tell.POINTS), "student")
    assert all(not item.cases and not item.clause for item in grade.items if item.state != "open")
    assert "4/5" in render_check(grade)


def test_the_secret_digest_stays(sample):
    assert disclose(sample.border(whole=True), "student").secret == "e3b0c44298fc1c14"
