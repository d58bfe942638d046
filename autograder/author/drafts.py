"""Drafts for the catalogue: what a class did that no known mistake explains, for a person to complete."""

import ast
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.author.mistakes import function_of
from autograder.course.strict_yaml import parse_yaml
from autograder.errors import RubricError
from autograder.gradebook.alike import Look, clusters
from autograder.model import Finding, Key
from autograder.trees import parsed

MOST_NAMED = 8
HEAD = """\
# What no known mistake explains: a draft for each group of equal answers, made by `autograder draft-mistakes`.
# To complete one: give it an id, a hint (one thing to do) and a name (what the mistake is), see that its body
# breaks the reference as it broke the program, and move it to mistakes.yaml. Empty texts are refused there.
"""


@dataclass(frozen=True)
class Unexplained:
    """One finding of one submission that no known mistake is behind; its code where it could be read."""

    submission: str
    finding: Finding
    look: Look
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """Submissions with equal answers, a function that gives them, and what else is wrong in all of them."""

    finding: Finding
    who: tuple[str, ...]
    file: str
    function: str
    body: str
    also: tuple[str, ...] = ()


def drafts(key: Key, found: Sequence[Unexplained]) -> list[Draft]:
    """The largest group first. Programs that stop without an answer are left out: nothing could be recognised."""
    telling = [one for one in found if not one.look.silent]
    made = [_draft(key, [telling[n] for n in cluster]) for cluster in clusters([one.look for one in telling])]
    return _joined(made)


def _joined(made: Sequence[Draft]) -> list[Draft]:
    """What has no function of its own, as a whole network, is likely wrong through a function that has a draft."""
    kept = [draft for draft in made if draft.body]
    for draft in made:
        if draft.body:
            continue
        home = next((n for n, other in enumerate(kept) if other.body and set(draft.who) <= set(other.who)), None)
        if home is None:
            kept.append(draft)
        else:
            also = f"{', '.join(draft.finding.items)}: {draft.finding.headline}"
            kept[home] = replace(kept[home], also=(*kept[home].also, also))
    return sorted(kept, key=lambda draft: -len(draft.who))


def _draft(key: Key, group: Sequence[Unexplained]) -> Draft:
    first = group[0].finding
    code = key.rubric.item(first.items[0]).code
    file, function = (code.file, code.name) if code else ("", "")
    bodies = [body for one in group if (body := _body(one.sources.get(file, ""), function))]
    return Draft(
        finding=first,
        who=tuple(one.submission for one in group),
        file=file,
        function=function,
        body=min(bodies, key=len) if bodies else "",  # the shortest is the easiest to read
    )


def _body(text: str, function: str) -> str:
    """The lines of a function, without its head and its docstring."""
    try:
        found = function_of(parsed(text), function)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    if found is None:
        return ""
    statements = found.body[1:] if ast.get_docstring(found, clean=False) is not None else found.body
    if not statements or statements[0].lineno == found.lineno:
        return ""
    lines = text.split("\n")[statements[0].lineno - 1 : found.end_lineno]
    return textwrap.dedent("\n".join(lines)) + "\n"


def render_drafts(found: Sequence[Draft], known: Sequence[str]) -> str:
    """YAML as mistakes.yaml has it; ids that no entry has yet."""
    taken = set(known)
    lines = [HEAD, "mistakes:"]
    for draft in found:
        stem = f"rename-me-{draft.finding.items[0]}"
        name = next(f"{stem}-{n}" for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
        taken.add(name)
        lines += ["", *_entry(draft, name)]
    return "\n".join(lines) + "\n"


def _entry(draft: Draft, name: str) -> Iterator[str]:
    finding = draft.finding
    more = f" and {len(draft.who) - MOST_NAMED} more" if len(draft.who) > MOST_NAMED else ""
    yield f"  # {_visible(', '.join(finding.items))}: {_visible(finding.headline)}"
    yield from (f"  # {_visible(text)}" for text in (finding.cases, finding.looks) if text)
    yield from (f"  # also {_visible(text)}" for text in draft.also)
    yield f"  # seen in: {_visible(', '.join(draft.who[:MOST_NAMED]))}{more}"
    yield f"  - id: {name}"
    yield f"    file: {draft.file}"
    if draft.body:
        yield f"    function: {draft.function}"
        yield f"    body: {_quoted(draft.body)}"
    else:
        yield "    right: ''  # the line of the reference that goes wrong; or function and body"
        yield "    wrong: ''"
    yield "    hint: ''"
    yield "    name: ''"
    yield f"    seen: {len(draft.who)}"


def _quoted(text: str) -> str:
    """A block where YAML gives the very same text back, else one line in quotes: a stranger wrote this."""
    block = "|\n" + textwrap.indent(text, " " * 6).rstrip("\n")
    if not text.replace("\n", "").isprintable():
        return _escaped(text)
    try:
        read = parse_yaml(f"mistakes:\n  - id: x\n    body: {block}\n    hint: ''\n", "draft").data
    except RubricError:
        return _escaped(text)
    return block if read == {"mistakes": [{"id": "x", "body": text, "hint": ""}]} else _escaped(text)


def _escaped(text: str) -> str:
    """JSON's quotes are YAML's; whatever is not ASCII or cannot be seen is written as an escape."""
    return "".join(c if c.isascii() else _escape(ord(c)) for c in json.dumps(text, ensure_ascii=False)).replace(
        "\x7f", "\\x7f"
    )


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _visible(text: str) -> str:
    """In a comment nothing may end the line, or turn it round."""
    return "".join(c if c.isprintable() else " " for c in text)[:300]
