"""How often the mistake behind a wrong answer is named, how often wrongly, and what explaining costs.

Measured on a corpus that is not the catalogue: each known mistake written again in another style, without sight of
the catalogue's edits; alone, and two at a time in one solution. Only the public part of the key is used, which is
what a student's own check has. Three tables:

- single: the first finding names the mistake; `wrong` is a finding that names another. `float32` are those of them
  that compute in it. `readings` are the same for what else a mistake's sentence can be taken to mean, also where it
  does not quite; there is no bar for them.
- pairs: two mistakes neither of which hides the other, and two of which one does. What hides what is told by the
  answers alone: the two together answer as one of them does.
- left out: the same solutions graded with a key that does not know their mistake. No name is right then but that of
  a part, for a mistake made of several (`also_true.yaml` beside the corpus lists them); a sentence about when it
  shows or what the error looks like is asked of the first finding. `sentences` are those of all findings.
"""

import argparse
import functools
import itertools
import json
import os
import queue
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from autograder.author.build import build  # noqa: E402
from autograder.author.fingerprints import alike, limits_for  # noqa: E402
from autograder.author.secret import read_secret  # noqa: E402
from autograder.box.choose import open_box, strongest  # noqa: E402
from autograder.box.questions import batch_of  # noqa: E402
from autograder.course.key import read_public, write_key  # noqa: E402
from autograder.course.places import find_homework  # noqa: E402
from autograder.course.rubric import read_rubric  # noqa: E402
from autograder.explain.causes import needs_telling  # noqa: E402
from autograder.explain.findings import Facts, explain  # noqa: E402
from autograder.explain.fingerprint import Fingerprint, fingerprint, slots  # noqa: E402
from autograder.grade import Gathered, gather, grade  # noqa: E402
from autograder.judge.judge import judge  # noqa: E402
from autograder.model import Finding, Grade, Key, Mistake  # noqa: E402
from autograder.score.score import score  # noqa: E402
from tests.submissions.second_style import Clash, Corpus, mistake_of  # noqa: E402

HOMEWORKS = ("conv_layers", "conv_functions")
WITHIN, ACROSS = 26, 60  # pairs asked for: within each function, and across functions, of each homework
BARS = {
    "single_named": (">=", 0.97), "single_wrong": ("<=", 0.01), "single": (">=", 100),
    "pairs": (">=", 300), "pairs_within": (">=", 200), "pairs_both": (">=", 0.80), "pairs_one": (">=", 0.97),
    "hidden_named": (">=", 0.97), "left_out_wrong": ("<=", 0.02), "left_out_told": (">=", 0.85),
    "ms_per_item": ("<=", 5.0), "modules": ("==", []),
}  # fmt: skip
# A sentence of the first layer about what came back in place of numbers, which is the whole story.
TOLD_AT_ONCE = ("none", "type", "no output", "missing", "empty")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bar", action="store_true", help="exit 1 when a bar is missed")
    options.add_argument("--homework", choices=HOMEWORKS, help="one of them only; the bars are about both")
    options.add_argument("--no-pairs", action="store_true", help="no two mistakes at a time")
    given = options.parse_args()
    counts: Counter[str] = Counter()
    milliseconds: list[float] = []
    for homework in (given.homework,) if given.homework else HOMEWORKS:
        with Course(homework, pairs=not given.no_pairs) as course:
            measure(course, counts, milliseconds)
            modules = loaded_by_check(course)
    figures = {**shares(counts), "ms_per_item": round(statistics.mean(milliseconds), 2),
               "ms_p95": round(float(np.percentile(milliseconds, 95)), 2), "modules": modules}  # fmt: skip
    missed = [name for name, (sign, bar) in BARS.items() if not meets(figures.get(name), sign, bar)]
    print(json.dumps({"benchmark": "explain", **figures, "missed": missed}))
    return 1 if given.bar and missed else 0


@dataclass(frozen=True)
class Asked:
    """One wrong solution after it was asked."""

    name: str
    gathered: Gathered
    grade: Grade
    seen: Fingerprint

    @property
    def mistake(self) -> str:
        return mistake_of(self.name)


@dataclass
class Course:
    """One homework with its key, and a box for each processor. Open it with `with`."""

    homework: str
    pairs: bool
    key: Key = field(init=False)
    arrays: dict[str, Any] = field(init=False)

    def __enter__(self) -> "Course":
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        found = find_homework(ROOT, self.homework)
        rubric, level = read_rubric(found.rubric), strongest()
        boxes = [
            self._stack.enter_context(closing(open_box(rubric.allow, rubric.limits, level, rubric.forbidden)))
            for _ in range(os.cpu_count() or 1)
        ]
        note(f"{self.homework}: building the key")
        built = build(found, read_secret(), boxes, pairs=self.pairs)
        write_key(self.folder, built.public, built.public_arrays)
        self.key, self.arrays = read_public(self.folder / "public.key")
        self._batch = batch_of(self.key, self.arrays, limits=limits_for(self.key))
        self._free: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for box in boxes:
            self._free.put(box)
        self._pool = self._stack.enter_context(ThreadPoolExecutor(len(boxes)))
        self.corpus = Corpus(self.homework)
        return self

    def __exit__(self, *why: object) -> None:
        self._stack.close()

    @functools.cached_property
    def mistakes(self) -> Mapping[str, Mistake]:
        return {mistake.id: mistake for mistake in self.key.mistakes}

    def about(self, name: str) -> str:
        """The function that a mistake is in: the item it breaks first."""
        return self.mistakes[mistake_of(name)].items[0]

    def ask(self, several: Sequence[Sequence[str]]) -> Iterator[Asked]:
        """Solutions with one or more mistakes each; what clashes is left out."""
        return (asked for asked in self._pool.map(self._ask, several) if asked is not None)

    def _ask(self, names: Sequence[str]) -> Asked | None:
        name = " + ".join(names)
        box = self._free.get()
        try:
            with tempfile.TemporaryDirectory(dir=self.folder) as folder:
                made = self.corpus.make(names, Path(folder, "made"))
                gathered = gather(made, self.key, self.arrays, self._batch, box)
        except Clash:
            return None
        finally:
            self._free.put(box)
        return Asked(name, gathered, grade(self.key, self.arrays, gathered), self._seen(gathered))

    def _seen(self, gathered: Gathered) -> Fingerprint:
        evidence, got = gathered.evidence, gathered.arrays
        verdicts = judge(self.key, evidence, self.arrays, got).verdicts
        return fingerprint(slots(self.key), evidence.answers, verdicts, self.arrays, got)


def measure(course: Course, counts: Counter[str], milliseconds: list[float]) -> None:
    main_entries = [name for name in course.corpus.ids() if name == mistake_of(name) and name in course.mistakes]
    alone = {asked.name: asked for asked in course.ask([(name,) for name in main_entries])}
    note(f"\n{course.homework}: {len(alone)} mistakes in a second style")
    count_single(course, alone.values(), counts, "single")
    in_float32 = [asked for asked in alone.values() if course.corpus.base(asked.name).endswith("32")]
    note(f"{len(in_float32)} of them compute in float32:")
    count_single(course, in_float32, counts, "float32")
    others = [name for name in course.corpus.ids() if name not in alone and mistake_of(name) in course.mistakes]
    note(f"{len(others)} further readings of them:")
    count_single(course, course.ask([(name,) for name in others]), counts, "readings")
    count_left_out(course, alone.values(), counts)
    milliseconds += [cost for asked in alone.values() for cost in costs(course, asked)]
    if course.pairs:
        count_pairs(course, alone, counts)


def count_single(course: Course, several: Iterable[Asked], counts: Counter[str], group: str) -> None:
    for asked in several:
        findings = asked.grade.findings
        named = bool(findings) and findings[0].known[:1] == (asked.mistake,)
        wrong = any(finding.known and asked.mistake not in finding.known for finding in findings)
        counts.update({group: 1, f"{group}_named": named, f"{group}_wrong": wrong})
        if not named or wrong:
            note(f"  {asked.name}: {told_of(findings)}")


def count_left_out(course: Course, alone: Iterable[Asked], counts: Counter[str]) -> None:
    note("without its mistake in the key:")
    parts = course.corpus.also_true()
    for asked in alone:
        findings = grade(*without(asked.mistake, course.key, course.arrays), asked.gathered).findings
        counts["left_out_called_by_a_part"] += any(finding.known for finding in findings)
        wrong = [f for f in findings if not set(f.known) <= set(parts.get(asked.mistake, ()))]
        told = [is_told(finding) for finding in findings]
        counts.update({"left_out": 1, "left_out_wrong": bool(wrong), "left_out_told": any(told[:1])})
        counts.update({"sentences": len(told), "sentences_told": sum(told)})
        counts["sentences_told_or_elsewhere"] += sum(
            bool(t or f.looks) for t, f in zip(told, findings, strict=True)
        )
        for finding in wrong:
            note(f"  {asked.name}: is called {' or '.join(finding.known)}")


def is_told(finding: Finding) -> bool:
    """A sentence of layer 1 or 2 beyond "is wrong", checked against the cases when it was made. What other items
    say ("conv-forward is right") has no evidence in these numbers, and does not count."""
    assert finding.problem is not None
    about_numbers = bool(finding.looks and finding.evidence)
    return about_numbers or " when " in finding.headline or finding.problem.kind in TOLD_AT_ONCE


def without(mistake: str, key: Key, arrays: Mapping[str, Any]) -> tuple[Key, dict[str, Any]]:
    """The key as if nobody had ever written this mistake down."""
    stays = np.array([mistake not in (known.id, known.same_as) for known in key.mistakes])
    number = np.cumsum(stays) - 1
    left = dict(arrays)
    for name in ("fingerprint/status", "fingerprint/marks"):
        left[name] = arrays[name][stays]
    for name in [name for name in arrays if name.startswith("pairs/") and name.endswith("/members")]:
        kept = stays[arrays[name]].all(axis=1)
        left[name] = number[arrays[name][kept]]
        for part in ("status", "marks"):
            other = name.removesuffix("members") + part
            left[other] = arrays[other][kept]
    if "pairs/hides" in arrays:
        left["pairs/hides"] = number[[n for n in arrays["pairs/hides"] if stays[n]]]
    return replace(key, mistakes=tuple(m for m, kept in zip(key.mistakes, stays, strict=True) if kept)), left


def costs(course: Course, asked: Asked) -> Iterator[float]:
    """Milliseconds for each failed item, as often as there are such."""
    evidence, got = asked.gathered.evidence, asked.gathered.arrays
    judgement = judge(course.key, evidence, course.arrays, got)
    items = score(course.key, evidence, judgement)
    failed = sum(map(needs_telling, items))
    if failed:
        facts = Facts(course.key, evidence, judgement, course.arrays, got)
        started = time.process_time()
        explain(facts, items)
        yield from [(time.process_time() - started) * 1000 / failed] * failed


def count_pairs(course: Course, alone: Mapping[str, Asked], counts: Counter[str]) -> None:
    drawn = random.Random(4)
    groups: dict[str, list[tuple[str, str]]] = {}
    for pair in itertools.combinations(sorted(alone), 2):
        if course.corpus.base(pair[0]) == course.corpus.base(pair[1]):
            one, other = map(course.about, pair)
            groups.setdefault(one if one == other else "across functions", []).append(pair)
    note(f"pairs: {'in':18} neither hidden: both  one  wrong   one hidden: named  wrong")
    for function, pairs in sorted(groups.items()):
        drawn.shuffle(pairs)
        table = pairs_of(course, alone, pairs, ACROSS if function == "across functions" else WITHIN)
        note(
            f"       {function:18} {table['pairs']:14} {table['pairs_both']:5} {table['pairs_one']:4}"
            f" {table['pairs_wrong']:6} {table['hidden']:13} {table['hidden_named']:6} {table['hidden_wrong']:6}"
        )
        counts.update(table)
        counts["pairs_within"] += 0 if function == "across functions" else table["pairs"]


def pairs_of(course: Course, alone: Mapping[str, Asked], pairs: Sequence[Any], wanted: int) -> Counter[str]:
    """At least as many pairs as are wanted in which neither mistake hides the other, if there are so many."""
    table: Counter[str] = Counter()
    for some in batched(pairs, 2 * (os.cpu_count() or 1)):
        if table["pairs"] >= wanted:
            break
        asked = list(course.ask(some))
        table["clashes"] += len(some) - len(asked)
        for both in asked:
            table.update(seen_of(both, *(alone[name] for name in both.name.split(" + "))))
    return table


def seen_of(both: Asked, one: Asked, other: Asked) -> dict[str, int]:
    """A pair that is right, or in which both look the same alone, asks nothing."""
    findings = both.grade.findings
    names = {name for finding in findings for name in finding.known}
    wrong = any(finding.known and not {one.mistake, other.mistake} & set(finding.known) for finding in findings)
    visible = [asked for asked in (one, other) if alike(both.seen, asked.seen)]
    if not findings or len(visible) == 2:
        return {}
    if visible:
        at_least = any(finding.name.startswith("At least") for finding in findings)
        named = visible[0].mistake in names and at_least
        return {"hidden": 1, "hidden_named": named, "hidden_wrong": wrong}
    found = len(names & {one.mistake, other.mistake})
    if found < 2 or wrong:
        note(f"    {both.name}: {told_of(findings)}", loud=False)
    return {"pairs": 1, "pairs_both": found == 2, "pairs_one": found >= 1, "pairs_wrong": wrong}


def batched(several: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for n in range(0, len(several), size):
        yield several[n : n + size]


def told_of(findings: Sequence[Finding]) -> str:
    return "; ".join(f"{f.items[0]} {' or '.join(f.known) or 'unknown'}" for f in findings) or "no finding"


def loaded_by_check(course: Course) -> list[str]:
    """Which of the heavy packages a student's check of a wrong solution has loaded."""
    made = course.corpus.make(course.corpus.ids()[:1], course.folder / "checked")
    (made / f"{course.homework}.key").write_bytes((course.folder / "public.key").read_bytes())
    script = (
        "import sys\nfrom autograder.doors.cli import app\n"
        f"try: app(['check', {str(made)!r}])\nexcept SystemExit as end: assert end.code == 1, end.code\n"
        "print(','.join(m for m in ('torch', 'scipy', 'matplotlib') if m in sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in said.stdout.splitlines()[-1].split(",") if name]


def shares(counts: Counter[str]) -> dict[str, Any]:
    """Numbers of what was counted, and the share of each outcome in it."""
    groups = ("single", "float32", "readings", "pairs", "hidden", "left_out", "sentences")
    figures: dict[str, Any] = {name: counts[name] for name in (*groups, "pairs_within", "clashes")}
    for name in counts:
        group = next((g for g in groups if name.startswith(f"{g}_")), "")
        if group and name not in figures and counts[group]:
            figures[name] = round(counts[name] / counts[group], 4)
    return figures


def meets(figure: Any, sign: str, bar: Any) -> bool:
    compare: dict[str, Callable[[Any, Any], bool]] = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b}
    return figure is not None and (figure == bar if sign == "==" else compare[sign](figure, bar))


def note(text: str, *, loud: bool = True) -> None:
    if loud or os.environ.get("VERBOSE"):
        print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
