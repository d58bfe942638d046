"""Words for what went wrong, as a student reads them; numbers stay with the renderers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.listed import listed
from autograder.model import Evidence, ItemGrade, Named, Problem, operation_called

MOST_MESSAGE = 90
NOUNS = {
    "out": "the output",
    "size": "the size",
    "scores": "the scores",
    "loss": "the loss",
    "gradients": "the gradients",
}
MANY = ("scores", "gradients")
OF_NUMBERS = ("values", "shape", "empty")
PARAMETERS = "parameters"
SUBJECTS = {
    "empty": "{it} comes back empty",
    "none": "{it} is None",
    "no output": "{it} is missing from what is returned",
    "type": "{it} is not an array of numbers but {got}",
    "shape": "{it} has the wrong shape",
    "dtype": "{it} holds {got} where whole numbers are asked for",
    "not finite": "{it} holds nan or infinity",
    "values": "{it} is wrong",
    "not repeatable": "{it} changes when the same is asked twice",
    "missing": "{missing} is missing",
    "not begun": "{code} is not begun",
    "raised": "{code} raises {error}",
    "raised outside": "asking {code} ends with {error}",
    "forbidden": "{code} calls PyTorch's own {got}",
    "package": "{code} needs {got}, which is not allowed in this homework",
    "import failed": "{file} cannot be imported: {message}",
    "exited": "{code} ends the whole program",
    "crashed": "{code} crashes Python itself",
    "cpu limit": "{code} does not come to an end",
    "wall limit": "{code} does not come to an end",
    "not reached": "{code} was stopped before this could be asked",
    "memory limit": "{code} needs more memory than there is",
    "output limit": "{code} prints more than can be kept",
    "thread limit": "{code} starts more threads than it may",
    "file limit": "{code} writes more to files than it may",
    "unreadable": "{code} sends something that cannot be read",
}
BY_ERROR = {
    "IndexError": "Print the index and the shape of the array just before the line above runs.",
    "UFuncTypeError": "Print the dtype of every array in the line above: an array that is made like one of whole "
    "numbers holds whole numbers only.",
}
OWN_FILE = "If that is a file of your own, hand it in as well: it is not among those that were found here."
OBJECTS = "The line above objects on purpose: print what it looks at, and see whether the task rules this case out."
UNREADABLE = {
    "SyntaxError": "Nothing of the file runs until this is mended. What is missing may be in the line before.",
    "IndentationError": "Compare how far this line is indented with the lines above and below it.",
    "TabError": "Indent the whole file with spaces alone.",
}
PLURAL = {
    " comes back ": " come back ", " is None": " are None", " has the ": " have the ", " is wrong": " are wrong",
    " holds ": " hold ", " changes ": " change ", " is not an ": " are not an ", " is missing": " are missing",
}  # fmt: skip


@dataclass(frozen=True)
class Nouns:
    """What the outputs of an item are called: as its rubric says, or else as is usual."""

    named: Mapping[str, Named] = field(default_factory=dict)

    def of(self, output: str) -> str:
        return self._named(output).called or NOUNS.get(output, output)

    def are_many(self, outputs: Sequence[str]) -> bool:
        return len(outputs) > 1 or (outputs[0] in MANY and not self._named(outputs[0]).called)

    def means(self, output: str) -> str:
        """What a wrong number of it says by itself."""
        return self._named(output).wrong

    def _named(self, output: str) -> Named:
        return self.named.get(output, Named())


USUAL = Nouns()


def headline(
    outputs: Sequence[str], problem: Problem, item: ItemGrade, condition: str, nouns: Nouns = USUAL
) -> str:
    """The first sentence: which tensor, what about it, under which condition."""
    telling = [output for output in outputs if nouns.means(output) and problem.kind in OF_NUMBERS]
    others = [output for output in outputs if output not in telling]
    said = listed([*map(nouns.means, telling), *([_subject(others, problem, item, nouns)] if others else [])])
    return f"{said} when {condition}" if condition else said


def _subject(outputs: Sequence[str], problem: Problem, item: ItemGrade, nouns: Nouns) -> str:
    it = listed([nouns.of(output) for output in outputs])
    if item.check == PARAMETERS and problem.kind in OF_NUMBERS:
        return f"{it} {'have' if nouns.are_many(outputs) else 'has'} another number of parameters"
    code = item.function or "your code"
    text = SUBJECTS["raised outside" if _is_outside(problem) else problem.kind].format(
        it=it,
        code=problem.got.removeprefix("while ").replace(" was ", " being ") if _while_loading(problem) else code,
        file=item.file,
        missing=problem.expected or code,
        error=problem.failure.type if problem.failure else "an error",
        message=(problem.failure.message or problem.failure.type)[:MOST_MESSAGE] if problem.failure else "",
        got=operation_called(problem.got),
    )
    if nouns.are_many(outputs) and text.startswith(it):
        rest = text[len(it) :]
        for one, many in PLURAL.items():
            rest = rest.replace(one, many, 1)
        text = it + rest
    return text


def advice(problem: Problem, evidence: Evidence) -> str:
    """One thing to do when the mistake is not known."""
    if problem.kind == "missing":
        near = f"The nearest name there is {problem.got}. " if problem.got else _nearest_file(problem, evidence)
        return f"{near}Names of files, classes and functions have to be exactly as in the handout."
    if problem.kind == "forbidden":
        what = operation_called(problem.got)
        return f"Write this from sums, products and views of tensors; PyTorch's own {what} cannot be called here."
    if problem.kind == "package":
        return "Write this with the packages that the homework allows."
    remark = _remark_at(problem, evidence)
    if problem.failure is not None and problem.failure.type == "ModuleNotFoundError":
        return f"{remark} {OWN_FILE}".strip()
    if remark and not _is_said(remark, problem):
        return remark
    if problem.failure is not None and problem.failure.type in UNREADABLE:
        return UNREADABLE[problem.failure.type]
    if problem.kind == "import failed" or _while_loading(problem):
        versions = f"Python {evidence.versions['python']} and NumPy {evidence.versions['numpy']}"
        return f"Import the file by itself in a fresh Python. Here it is imported with {versions}."
    if _is_outside(problem):
        return "Call it by yourself as the smallest case does, and print what comes back."
    if cell := _broken_cell(problem, evidence):
        return cell
    if _objects(problem):
        return OBJECTS
    if problem.failure is not None:
        alone = "Run the smallest case by itself and stop at the line above."
        return BY_ERROR.get(problem.failure.type, alone) if problem.failure.frames else alone
    if problem.kind == "none":
        return "Look for a way through your code that does not end with return, or returns nothing."
    if problem.kind == "dtype":
        return "Print the type of each number that you return, beside its value."
    if problem.kind == "exited":
        return "Look for exit, quit and sys.exit, and leave functions with return."
    if problem.kind.endswith(" limit"):
        return "Run the smallest case by itself, and print once in each round of your loops what they count."
    return "Work the smallest case out by hand and compare it with yours, number by number."


def _nearest_file(problem: Problem, evidence: Evidence) -> str:
    start = f"{problem.expected} is missing. "
    return next((r.removeprefix(start) + ". " for r in evidence.remarks if r.startswith(start)), "")


def _broken_cell(problem: Problem, evidence: Evidence) -> str:
    """The first cell above the line that did not come to its end, where what cells gave was asked: a name may be
    missing since it would have come later in that cell."""
    seen, failure = evidence.notebook, problem.failure
    if failure is None or failure.type != "NameError" or not failure.frames or seen is None or not seen.asked:
        return ""
    _, _, number = failure.frames[-1].file.rpartition(" cell ")
    for cell in seen.cells:
        if number.isdecimal() and cell.number < int(number) and cell.run and (end := cell.run.failure):
            said = f"{end.type}: {end.message}"[:MOST_MESSAGE]
            return f"Cell {cell.number} ends with {said}. What it gives after that is missing here: mend it first."
    return ""


def _remark_at(problem: Problem, evidence: Evidence) -> str:
    """What was noticed about the very line that raised, such as a name that NumPy no longer has."""
    places = [f"{frame.file}:{frame.line}: " for frame in problem.failure.frames[-1:]] if problem.failure else []
    found = next((r.removeprefix(p) for p in places for r in evidence.remarks if r.startswith(p)), "")
    is_word = found.split(" ")[0].isalpha()
    return f"{found[0].upper()}{found[1:]}." if is_word else f"{found}." if found else ""


def _is_outside(problem: Problem) -> bool:
    """No line of the student's raised: it cannot be called like this, or what it gives is of no use."""
    return problem.kind == "raised" and problem.failure is not None and not problem.failure.frames


def _is_said(remark: str, problem: Problem) -> bool:
    """The error's own message would be no advice."""
    message = problem.failure.message if problem.failure else ""
    return remark.rstrip(".").casefold() == message.rstrip(".").casefold()


def _objects(problem: Problem) -> bool:
    """What raised is an assertion, or a raise, and not a slip in an expression."""
    failure = problem.failure
    return bool(failure and failure.frames and failure.frames[-1].text.lstrip().startswith(("assert ", "raise ")))


def _while_loading(problem: Problem) -> bool:
    return problem.got.startswith("while ")


def right_elsewhere(outputs: Sequence[str], nouns: Nouns = USUAL) -> str:
    if not outputs:
        return ""
    words = listed([nouns.of(output) for output in outputs])
    words = "T" + words[1:] if words.startswith("the ") else words
    return f"{words} {'are' if nouns.are_many(outputs) else 'is'} right everywhere."
