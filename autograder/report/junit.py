"""A grade as JUnit XML: a suite for each item, a test case for each case (and output, where there are several)."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from autograder.model import CaseGrade, Grade, ItemGrade, Outcome, Problem, Ruling
from autograder.report import story, words
from autograder.report.safe import printed

ERRORS = frozenset({
    "raised", "exited", "crashed", "cpu limit", "wall limit", "memory limit", "output limit", "thread limit",
    "file limit", "import failed", "not reached", "unreadable", "forbidden", "package",
})  # fmt: skip


def junit_xml(grade: Grade) -> bytes:
    """A wrong answer is a failure; an exception, a crash or a timeout is an error; what is open is skipped."""
    root = ET.Element("testsuites", name=_text(grade.title or grade.homework))
    ET.SubElement(
        _properties(root, grade.earned, grade.total), "property", name="isolation", value=_text(grade.isolation)
    )
    for item in grade.items:
        root.append(_suite(grade, item))
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root.iter("testsuite"))))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(grade: Grade, item: ItemGrade) -> ET.Element:
    suite = ET.Element("testsuite", name=_text(item.id))
    _properties(suite, item.earned, item.points)
    for case in item.cases:
        suite.extend(_cases(grade, item, case))
    if not item.cases:
        suite.append(_whole_item(grade, item))
    counted = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error"}
    for name, path in {**counted, "skipped": "testcase/skipped"}.items():
        suite.set(name, str(len(suite.findall(path))))
    suite.set("time", f"{sum(_seconds(grade, case) for case in item.cases):.3f}")
    return suite


def _cases(grade: Grade, item: ItemGrade, case: CaseGrade) -> list[ET.Element]:
    """One test for each output that came back; a case that ended otherwise is one test."""
    if case.outcome is not Outcome.ANSWERED or len(case.verdicts) < 2:
        first = next(iter(case.problems.values()), None)
        return [_test(grade, item, case, "", _worst(case), first)]
    problems = case.problems
    return [_test(grade, item, case, name, ruling, problems.get(name)) for name, ruling in case.verdicts.items()]


def _seconds(grade: Grade, case: CaseGrade) -> float:
    return float(grade.times.get("cases", {}).get(case.case, 0.0))


def _worst(case: CaseGrade) -> Ruling:
    for ruling in (Ruling.FAILED, Ruling.NOT_JUDGED):
        if ruling in case.verdicts.values():
            return ruling
    return Ruling.PASSED


def _test(
    grade: Grade, item: ItemGrade, case: CaseGrade, output: str, ruling: Ruling, problem: Problem | None
) -> ET.Element:
    test = _element(grade, item, f"{case.case.removeprefix(f'{item.id}/')} {output}".strip())
    test.set("time", f"{_seconds(grade, case):.3f}")
    if ruling is Ruling.FAILED:
        kind = problem.kind if problem else "values"
        child = ET.SubElement(test, "error" if kind in ERRORS else "failure", type=_text(kind), message=_text(kind))
        child.text = _text("\n".join(words.described(problem))) if problem else None
    elif ruling is Ruling.NOT_JUDGED:
        _not_asked(test, grade, item)
    if case.prints:
        ET.SubElement(test, "system-out").text = _text(case.prints)
    return test


def _whole_item(grade: Grade, item: ItemGrade) -> ET.Element:
    test, flaws = _element(grade, item, item.title), "\n".join(flaw.text for flaw in item.flaws)
    if item.lost > 0:
        text = f"{words.points(item.lost)} of {words.so_many_points(item.points)} lost"
        text = f"{text}: {_text(item.clause)}" if item.clause else text
        ET.SubElement(test, "failure", type=item.state, message=text).text = _text(flaws) or None
    elif item.open > 0:
        _not_asked(test, grade, item)
    elif flaws:
        ET.SubElement(test, "system-out").text = _text(flaws)
    return test


def _not_asked(test: ET.Element, grade: Grade, item: ItemGrade) -> None:
    """Blocked points are lost, so a build that looks at failures alone has to see them."""
    if item.state == "blocked":
        ET.SubElement(test, "failure", type="blocked", message=_text(words.state_words(item)))
    else:
        ET.SubElement(test, "skipped", message=_text(words.turn(item, graded=story.graded(grade))))


def _element(grade: Grade, item: ItemGrade, name: str) -> ET.Element:
    return ET.Element("testcase", classname=_text(f"{grade.homework}.{item.id}"), name=_text(name))


def _properties(parent: ET.Element, earned: Fraction, points: Fraction) -> ET.Element:
    properties = ET.SubElement(parent, "properties")
    for name, value in (("score", earned), ("max_score", points)):
        ET.SubElement(properties, "property", name=name, value=f"{float(value):.10g}")
    return properties


def _text(text: str) -> str:
    """Control characters become visible; what XML cannot hold at all is among them."""
    return printed(text)
