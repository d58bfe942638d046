"""Words that a student reads: points, counts with their denominators, and what is wrong with one answer."""

from fractions import Fraction

from autograder.model import Cause, Failure, ItemGrade, Problem
from autograder.report.safe import cut, one_line

MOST_MESSAGE = 200
FINEST = 12  # parts of a point that are told as a fraction
NOTEBOOK_CHECK, TRAINING_CHECK, ANSWER_CHECK = "notebook", "training", "answer"
DRAWN = ("empty", "values", "not finite")
WITH_ERROR = ("raised", "import failed", "forbidden", "package")  # kinds that the student's own traceback explains
_ENDINGS = {
    "exited": "Your program ended Python itself, so no answer came back.",
    "crashed": "Python itself crashed while it ran your program.",
    "cpu limit": "Your program was stopped: it used up the computing time of one case.",
    "wall limit": "Your program was stopped: it did not come back in the time of one case.",
    "memory limit": "Your program was stopped: it asked for more memory than there is.",
    "output limit": "Your program was stopped: it printed or returned more than can be kept.",
    "thread limit": "Your program was stopped: it ran more threads than it may.",
    "file limit": "Your program was stopped: it wrote more to files than it may.",
    "not reached": "This was not asked any more, because your program had been stopped twice before.",
    "unreadable": "What your program returned cannot be read.",
    "no output": "Nothing comes back under this name.",
    "not repeatable": "Asked twice with the same numbers, your program gave two different answers.",
}  # fmt: skip


def points(value: Fraction) -> str:
    """4, 3.5, 1/3 or 2 1/3; in hundredths where nobody thinks in such parts, as of an accuracy."""
    if value.denominator == 1:
        return str(value.numerator)
    if 100 % value.denominator == 0:
        return f"{float(value):g}"
    if value.denominator > FINEST:
        return f"{float(value):.2f}"
    whole, rest = divmod(value, 1)
    return f"{whole} {rest}" if whole else str(rest)


def so_many_points(value: Fraction) -> str:
    text = points(value)
    return f"{text} {'point' if value == 1 or (value < 1 and '/' in text) else 'points'}"


def minus(value: Fraction) -> str:
    """What a cause costs."""
    return f"−{so_many_points(value)}" if value else "costs nothing"


def out_of(earned: Fraction, total: Fraction) -> str:
    """4/5; with fractions in it, 1/3 of 5."""
    texts = points(earned), points(total)
    return (" of " if any("/" in text for text in texts) else "/").join(texts)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def every(number: int, noun: str) -> str:
    """The one case, both cases or all 9 cases."""
    return {1: f"the one {noun}", 2: f"both {noun}s"}.get(number, f"all {number} {noun}s")


def described(problem: Problem, *, drawn: bool = False) -> tuple[str, ...]:
    """What the headline leaves out, as sentences. What a drawing shows already is not said again."""
    return tuple(map(one_line, _described(problem, drawn=drawn)))


def _described(problem: Problem, *, drawn: bool) -> tuple[str, ...]:
    if problem.kind in (*DRAWN, "shape"):
        return () if drawn and problem.kind in DRAWN else (*_numbers(problem), *_rows(problem))
    if problem.kind in WITH_ERROR:
        return raised_lines(problem.failure)
    return tuple(line for line in (_ending(problem),) if line)


def raised_lines(failure: Failure | None) -> tuple[str, ...]:
    """The last line of the student's own traceback, and the error."""
    if failure is None:
        return ("It raises an error.",)
    message = cut(failure.message, MOST_MESSAGE)
    error = f"{cut(failure.type, MOST_MESSAGE)}: {message}" if message else cut(failure.type, MOST_MESSAGE)
    if not failure.frames:
        return (error,) if error else ()
    last = failure.frames[-1]
    place = f"{last.file.rsplit('/', 1)[-1]}:{last.line}"
    return (f"{place}  {cut(last.text.strip(), MOST_MESSAGE)}".rstrip(), *([error] if error else []))


def error_at(failure: Failure) -> str:
    """In a sentence: an error at lib/net.py:9 (ZeroDivisionError: division by zero)."""
    place = [f" at {frame.file}:{frame.line}" for frame in failure.frames[-1:]]
    said = ": ".join(cut(one_line(text), MOST_MESSAGE) for text in (failure.type, failure.message) if text)
    return "".join(["an error", *place, f" ({said})" if said else ""])


def _ending(problem: Problem) -> str:
    if problem.kind == "none":
        return f"Expected an array of shape {problem.expected}, got None." if problem.expected else "Got None."
    if problem.kind in ("type", "dtype"):
        return f"Expected {problem.expected}, got {problem.got}." if problem.got else ""
    if problem.kind == "missing":
        near = f" The nearest name there is {problem.got}." if problem.got else ""
        return f"There is no such name in the file.{near}"
    if problem.kind == "not begun":
        return not_begun(problem)
    ending = _ENDINGS.get(problem.kind, "")
    says_when = problem.got.startswith(("after ", "with more than "))
    return ending.replace("was stopped:", f"was stopped {problem.got}:") if says_when else ending


def _numbers(problem: Problem) -> tuple[str, ...]:
    if problem.kind == "not finite" and problem.of:
        return (f"{problem.wrong} of {count(problem.of, 'number')} {_are(problem.wrong)} nan or infinite.",)
    if problem.kind == "values" and problem.of:
        some = f"{problem.wrong} of {count(problem.of, 'number')} {_are(problem.wrong)} wrong"
        return (f"{some}; the largest error is {problem.worst_absolute}{_relative(problem.worst_relative)}.",)
    if problem.expected and problem.got:
        return (f"Expected shape {problem.expected}, got {problem.got}.",)
    return ()


def _relative(text: str) -> str:
    """Measured against the largest expected number, as answers are compared."""
    try:
        share = float(text)
    except ValueError:
        return ""
    if share > 2:
        return f", {share:.3g} times the largest expected number"
    return f", {100 * share:.3g} % of the largest expected number"


def _rows(problem: Problem) -> tuple[str, ...]:
    return tuple(f"At {list(row.index)}: expected {row.expected}, got {row.got}." for row in problem.rows[:3])


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def not_begun(problem: Problem | None) -> str:
    error = problem.failure.type if problem and problem.failure else ""
    return f"not begun (raises {error})" if error else "not begun"


def state_words(item: ItemGrade) -> str:
    """One clause beside an item that has no cause to tell; without points, right is a word and no number."""
    if item.check == NOTEBOOK_CHECK:
        return item.clause or ("" if item.points else item.state)
    if item.state == "not begun":
        found = [problem for case in item.cases for problem in case.problems.values() if problem.failure]
        return _not_begun_why(item, not_begun(found[0] if found else None))
    if item.state == "blocked":
        return item.clause or "waits for another part of your program"
    return ""


def _not_begun_why(item: ItemGrade, said: str) -> str:
    """Of a written answer: that its heading is not there, or no notebook."""
    why = item.clause if item.check == ANSWER_CHECK else ""
    return said if why in ("", said) else f"{said}: {why}"


def is_ours(item: ItemGrade) -> bool:
    return item.cause is Cause.OURS


def turn(item: ItemGrade, *, graded: bool) -> str:
    """Why points are open, and who closes them."""
    tells = item.check == TRAINING_CHECK or (item.check == ANSWER_CHECK and graded and item.clause)
    if item.cause is Cause.TO_BE_READ and tells:
        return "; ".join(filter(None, [item.clause, item.aside, "a person reads this"]))
    if item.cause is Cause.TO_BE_READ:
        return "a person reads this; nothing for you to do" if graded else (item.clause or "after you hand in")
    if is_ours(item):
        return "our failure, not yours: we grade it again"
    if item.check == TRAINING_CHECK and not graded and item.clause:
        return f"{item.clause}.  autograder check {item.id}"
    return item.clause or "cannot be checked here"
