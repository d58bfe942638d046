"""Reading mistakes.yaml: edits of a right solution, with the sentences that a student reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from autograder.course import fields as f
from autograder.course.field_groups import Fields, about
from autograder.course.problems import Guide, Trouble, refuse, validate
from autograder.course.rules import unique_ids
from autograder.course.strict_yaml import Place, read_yaml
from autograder.course.wording import pointing, quoted
from autograder.listed import listed


@dataclass(frozen=True, kw_only=True)
class Edit:
    """Text of a file that occurs once, and what stands there instead; neither ends with a line break."""

    file: str
    right: str
    wrong: str


@dataclass(frozen=True, kw_only=True)
class Body:
    """A function of a file, by its dotted name, and the text that replaces it."""

    file: str
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MistakeEdit:
    """A known mistake as the author wrote it; `base` is the style of the solution that it edits, if another.

    Where the same mistake gives other numbers in another program, that is an entry `same_as` the first, whose name
    and hint it has.
    """

    id: str
    edits: tuple[Edit, ...]
    body: Body | None
    base: str
    hint: str
    name: str
    seen: int
    surprise: bool = False
    same_as: str = ""


class EditFields(Fields):
    """One more place that the same mistake changes."""

    file: f.File = about("The file of the reference.")
    right: f.Code = about("The right text, which occurs once in the file.")
    wrong: str = about("What stands there instead; '' deletes the text.")


class MistakeFields(Fields):
    """One known mistake."""

    id: f.Id = about("The mistake's name: small letters, digits and -, such as dx-cropped-with-minus-p.")
    file: f.File = about("The file of the reference that is edited.")
    right: f.Code | None = about("The right text, which occurs once in the file.", default=None)
    wrong: str | None = about("What stands there instead; '' deletes the text.", default=None)
    and_: list[EditFields] = about("Further places that the same mistake changes.", default=[])
    function: f.Name | None = about("The function that body replaces, such as ConvLayer2D.backward.", default=None)
    body: f.Code | None = about("The text that replaces the function.", default=None)
    base: f.File = about("The folder of another style of the solution, which is edited instead.", default="")
    hint: f.Text | None = about("One thing to do, with a concrete setting.", default=None)
    name: f.Text | None = about("What the mistake is, in one sentence.", default=None)
    same_as: f.Id | None = about("Another entry: the same mistake, told in its words.", default=None)
    seen: f.Count = about("How often it was seen in real work; ranks equal candidates.", default=0)
    surprise: bool = about("Whether hidden cases alone may catch it; the audit lets it pass then.", default=False)


class MistakesFile(Fields):
    """The known mistakes of a homework."""

    mistakes: list[MistakeFields] = about("The mistakes, in any order.")


def read_mistakes(path: Path) -> tuple[MistakeEdit, ...]:
    """Raises RubricError that lists everything wrong with the file."""
    document = read_yaml(path)
    file = validate(document, MistakesFile, Guide(model_at=_model_at))
    refuse(document, _broken_rules(file))
    told = {mistake.id: mistake for mistake in file.mistakes}
    return tuple(_mistake(mistake, told[mistake.same_as or mistake.id]) for mistake in file.mistakes)


def _mistake(mistake: MistakeFields, words: MistakeFields) -> MistakeEdit:
    right, wrong = mistake.right, mistake.wrong
    first = [] if right is None or wrong is None else [_edit(mistake.file, right, wrong)]
    return MistakeEdit(
        id=mistake.id,
        edits=(*first, *(_edit(more.file, more.right, more.wrong) for more in mistake.and_)),
        body=Body(file=mistake.file, name=mistake.function, text=mistake.body)
        if mistake.function and mistake.body
        else None,
        base=mistake.base,
        hint=words.hint or "",
        name=words.name or "",
        seen=mistake.seen,
        surprise=mistake.surprise,
        same_as=mistake.same_as or "",
    )


def _edit(file: str, right: str, wrong: str) -> Edit:
    # A text below | ends with a line break and a text beside its field does not: an edit must not join lines.
    return Edit(file=file, right=right.removesuffix("\n"), wrong=wrong.removesuffix("\n"))


def _broken_rules(file: MistakesFile) -> Iterator[Trouble]:
    yield from unique_ids(file.mistakes, "mistakes")
    told = {mistake.id for mistake in file.mistakes if not mistake.same_as}
    for index, mistake in enumerate(file.mistakes):
        place: Place = ("mistakes", index)
        yield from (Trouble(place, sentence) for sentence in (*_incomplete(mistake), *_untold(mistake)))
        if mistake.same_as and mistake.same_as not in told:
            known = pointing(mistake.same_as, sorted(told), "one")
            sentence = f"there is no mistake {quoted(mistake.same_as)} with words; {known}"
            yield Trouble((*place, "same-as"), sentence)
        edits = [(place, mistake.right, mistake.wrong)]
        edits += [((*place, "and", n), more.right, more.wrong) for n, more in enumerate(mistake.and_)]
        for at, right, wrong in edits:
            if right is not None and right == wrong:
                yield Trouble((*at, "wrong"), "the same as right; nothing would change")


def _incomplete(mistake: MistakeFields) -> Iterator[str]:
    edit = {"right": mistake.right is not None, "wrong": mistake.wrong is not None}
    body = {"function": mistake.function is not None, "body": mistake.body is not None}
    if any(edit.values()) and any(body.values()):
        yield "right and wrong edit a place, function and body replace a function; write one pair"
    elif not any(edit.values()) and not any(body.values()):
        yield "nothing changes; write right and wrong, or function and body"
    for pair in (edit, body):
        for (there, has), (missing, lacks) in (list(pair.items()), list(reversed(pair.items()))):
            if has and not lacks:
                yield f"{there!r} needs {missing!r} beside it"


def _untold(mistake: MistakeFields) -> Iterator[str]:
    words = [field for field in ("hint", "name") if getattr(mistake, field)]
    if mistake.same_as and words:
        yield f"it is told in the words of {quoted(mistake.same_as)}; leave out {listed(words)}"
    elif not mistake.same_as and len(words) < 2:
        yield "nothing tells it; write hint and name, or same-as with the id of an entry that has them"


def _model_at(data: Mapping[str, Any], place: Place) -> type[BaseModel] | None:
    match place:
        case ():
            return MistakesFile
        case (_, int()):
            return MistakeFields
        case (_, int(), "and", int()):
            return EditFields
    return None
