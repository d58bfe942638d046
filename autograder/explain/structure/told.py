"""From verdicts and arrays to the sentences about the error of one cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.explain.structure.looks import look
from autograder.explain.structure.pair import Floats, Pair
from autograder.explain.structure.reading import Observation, spoken
from autograder.listed import listed
from autograder.model import Answer, Case, Ruling, Verdict
from autograder.records import Arrays

NUMBERS = "biuf"
FEW = 4  # wrong cases, of which a single one may tell what the error looks like


@dataclass(frozen=True)
class Told:
    """What an error looks like, the evidence for it, and one thing to do about it."""

    looks: str = ""
    evidence: str = ""
    do: str = ""


def pairs_of(
    cases: Sequence[Case],
    output: str,
    verdicts: Mapping[str, tuple[Verdict, ...]],
    answers: Mapping[str, Answer],
    arrays: tuple[Arrays, Arrays],
    words: Mapping[str, tuple[str, ...]],
) -> list[Pair]:
    """Of the wrong ones among these cases, those in which an array came back. `arrays` are expected and got."""
    expected, got = arrays
    found = []
    for case in cases:
        verdict = next((v for v in verdicts[case.id] if v.output == output and v.ruling is Ruling.FAILED), None)
        value = answers[case.id].values.get(output)
        if verdict is None or value is None or value.kind != "array":
            continue
        found.append(
            Pair(
                case=case,
                output=output,
                expected=expected[f"{case.id}/out/{verdict.convention}/{output}"].astype(np.float64),
                shape=value.shape,
                got=_numbers(got, f"{case.id}/{output}"),
                inputs={name: expected[f"{case.id}/in/{name}"].astype(np.float64) for name in case.arrays},
                words=words,
                again=_numbers(got, f"{case.id}-again/{output}"),
            )
        )
    return found


def _numbers(arrays: Arrays, name: str) -> Floats | None:
    array = arrays.get(name)
    return array.astype(np.float64) if array is not None and array.dtype.kind in NUMBERS else None


def told(
    outputs: Mapping[str, Sequence[Pair]], failing: int, nouns: Mapping[str, str], many: Sequence[str]
) -> Told:
    """Of the first output that shows something; others that show the same are told with it."""
    seen_in = {output: look(pairs) for output, pairs in outputs.items()}
    found = {output: seen for output, seen in seen_in.items() if seen and not _is_chance(seen, failing)}
    if not found:
        return Told()
    first = next((seen for seen in found.values() if not seen.faint), next(iter(found.values())))
    alike = [output for output, seen in found.items() if (seen.says, seen.where) == (first.says, first.where)]
    names = [nouns.get(output, output) for output in alike]
    it = listed(names)
    plural = len(alike) > 1 or alike[0] in many
    wrong = max(len(outputs[output]) for output in alike)
    where = first.where or ("where an array comes back" if wrong < failing else "")
    where = f"{where[0].upper()}{where[1:]}, " if where else ""
    return Told(
        looks=f"{where}{spoken(first.says, it, many=plural)}." if where else f"{_capital(first.says, it, plural)}.",
        evidence=f"{first.numbers} {_counted(first, failing)}".strip(),
        do=spoken(first.do, it, many=plural),
    )


def _is_chance(seen: Observation, failing: int) -> bool:
    """One case of many shows it, and the others do not."""
    return seen.cases == 1 and failing > FEW


def _capital(says: str, it: str, plural: bool) -> str:
    """At the beginning of a sentence, unless the name of an array stands there."""
    text = spoken(says, it, many=plural)
    return text if text.startswith(it) and not it.startswith("the ") else text[0].upper() + text[1:]


def _counted(found: Observation, wrong: int) -> str:
    """In how many cases it holds, and whether all of them could show it."""
    which = {1: "the wrong case", 2: "both wrong cases"}.get(wrong, f"all {wrong} wrong cases")
    if found.cases < wrong:
        which = f"{found.cases} of {wrong} wrong cases"
    silent = found.cases - found.shown
    return f"True in {which}" + (f"; {silent} of them could not show it otherwise." if silent else ".")
