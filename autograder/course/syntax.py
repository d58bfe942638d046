"""Plain sentences for what the YAML parser complains about."""

from ruamel.yaml.error import MarkedYAMLError

# How the parser's complaint begins, and what a reader should hear. {line} is where the thing began.
_SENTENCES = (
    ("mapping values are not allowed", "': ' is not expected here; indent fields of one level alike, and put "
     "a text that holds ': ' in quotes"),
    ("could not find expected ':'", "a field is expected here, as 'name: value'"),
    ("sequence entries are not allowed", "a list entry ('- ') is not expected here; begin it on its own line"),
    ("expected ',' or ']'", "the list that [ begins in line {line} goes wrong here; write , or ] next, or put "
     "the whole text in quotes"),
    ("expected ',' or '}'", "the fields that {{ begins in line {line} go wrong here; write , or }} next, or put "
     "the whole text in quotes"),
    ("found unexpected end of stream", "the quote that begins in line {line} is not closed"),
    ("found unexpected document separator", "the quote that begins in line {line} is not closed"),
    ("found unknown escape", "a \\ in double quotes begins an escape; use single quotes"),
    ("expected escape sequence", "a \\ in double quotes begins an escape; use single quotes"),
    ("expected <block end>", "this does not fit the lines above; indent fields of one level alike, and put "
     "the whole of a text that begins with [ {{ ' or \" in quotes"),
    ("expected the node content", "a value is expected here"),
    ("expected alphabetic or numeric character", "a text that begins with & or * has to stand in quotes"),
    ("expected '<document start>'", "this does not fit the lines above; expected fields, each as 'name: value'"),
    ("expected a comment or a line break", "nothing may follow | or > in its line; begin the text below"),
    ("expected chomping or indentation", "nothing may follow | or > in its line; begin the text below"),
)  # fmt: skip
# Complaints about something that began earlier: its beginning is the line to look at.
_BEGAN = ("could not find expected ':'", "found unexpected end of stream", "found unexpected document separator")
_TAB = "a tab; indent with spaces"


def plain_sentence(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line of a syntax error, and one sentence about it."""
    problem = str(error.problem or error.context or "")
    mark = error.problem_mark or error.context_mark
    line = int(mark.line) + 1 if mark else 1
    began = int(error.context_mark.line) + 1 if error.context_mark else line
    if _indented_with_tab(text, line):
        return line, _TAB
    if problem.startswith("found character"):
        return line, _about_character(problem)
    sentence = next((s for start, s in _SENTENCES if problem.startswith(start)), None)
    if sentence is None:
        return line, f"this is not valid YAML: {problem}"
    return (began if problem.startswith(_BEGAN) else line), sentence.format(line=began)


def _about_character(problem: str) -> str:
    character = problem.removeprefix("found character ")[1:2]
    return _TAB if character == "\\" else f"a text that begins with {character} has to stand in quotes"


def _indented_with_tab(text: str, line: int) -> bool:
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    return "\t" in written[: len(written) - len(written.lstrip())]
