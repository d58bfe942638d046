"""Asking one batch of one submission, whatever its code does: limits, restarts, typed outcomes.

A child answers question after question. When it dies, or is killed at a limit, the question it was on gets that
outcome and a fresh child goes on with the next. All of this is seen from outside the child.
"""

import signal
from collections.abc import Callable, Sequence
from typing import Any

from numpy.typing import NDArray
from safetensors import SafetensorError, deserialize

from autograder.box.bounds import OUTPUTS
from autograder.box.budget import Budget
from autograder.box.children import Child, Ending
from autograder.box.inside import wire
from autograder.box.said import SAID_BY_CHILDREN, Said, answer_of
from autograder.box.seam import Batch, Question, Replies
from autograder.errors import BoxError, RecordError
from autograder.model import Answer, Outcome, Value
from autograder.records import as_array, from_json

TICK = 0.05
NEARLY = 8
LAST_WORDS = 5.0  # seconds that a child which closed its way out may still live: it may have much memory to free
MOST_KEPT = 64 << 20  # bytes of arrays, of all answers together
TIMEOUTS_PER_ITEM = 2
TIMEOUTS = (Outcome.CPU_LIMIT, Outcome.WALL_LIMIT)

Launch = Callable[[], Child]  # a child that knows the batch's setup already


class Session:
    """The state of asking one batch, or those of its questions that are about some items; `run` is called once."""

    def __init__(self, batch: Batch, launch: Launch, about: Callable[[str], bool] = lambda _: True) -> None:
        self._batch, self._launch = batch, launch
        self._asked = [n for n, question in enumerate(batch.questions) if about(question.item)]
        self._child: Child | None = None
        self._reader = wire.Reader()
        self._answers: dict[int, Answer] = {}
        self._arrays: dict[str, NDArray[Any]] = {}
        self._timeouts: dict[tuple[int, str], int] = {}
        self._level = self._loading = ""
        self._files = {*batch.files, *(question.file for question in batch.questions if question.file)}
        self._loaded: set[str] = set()
        self._asked_again: set[int] = set()
        self._worn = False
        self._kept = 0
        limits = batch.limits
        self._budget = Budget(limits.case_seconds, limits.total_seconds, all_of_them="all cases together")

    def run(self) -> Replies:
        """Raises BoxError when the box itself fails."""
        try:
            stages = list(zip(self._batch.stages, self._batch.frames, strict=True))
            for numbers, frame in stages:
                while left := self._left(numbers):
                    self._ask(left, frame, last=frame is stages[-1][1])
        finally:
            self._end()
        answers = {self._batch.questions[n].id: self._answers[n] for n in self._asked}
        return Replies(answers=answers, arrays=self._arrays, level=self._level)

    def _left(self, numbers: Sequence[int]) -> list[int]:
        if self._budget.is_used_up(self._child.cpu() if self._child else 0.0):
            self._give_up(lambda _: True, Outcome.NOT_REACHED, "the time for the whole submission was used up")
        ended = {
            self._batch.questions[n].id
            for n, answer in self._answers.items()
            if answer.outcome in (*TIMEOUTS, Outcome.NOT_REACHED)
        }
        self._give_up(lambda q: q.twin in ended, Outcome.NOT_REACHED, "the same with other numbers ran out of time")
        return [n for n in numbers if n not in self._answers and n in self._asked]

    def _ask(self, numbers: list[int], frame: bytes, *, last: bool) -> None:
        """Until all are answered, or until the child ends, which ends the first one left with it."""
        child = self._child or self._start()
        child.send(wire.encode({"ask": numbers}, {}) + frame, last=last)
        self._budget.mark(child.cpu())
        ended: Outcome | None = None
        detail = ""
        while numbers and ended is None and not self._worn:
            chunk = child.read(TICK, patient=len(numbers) > NEARLY)
            try:
                for one in self._reader.feed(chunk or b""):
                    self._take(one, numbers, child)
                    self._budget.mark(child.cpu())
                ended, detail = (Outcome.CRASHED, "") if chunk == b"" else self._limit(child, numbers)
            except (wire.WireError, RecordError, SafetensorError):
                ended = Outcome.UNREADABLE
        if numbers and ended:
            self._spare(self._batch.questions[numbers[0]], child)
            ending = self._end(wait=LAST_WORDS if ended is Outcome.CRASHED else 0.0)
            self._blame(numbers[0], ended, detail, ending)
        elif ended or self._worn or self._reader.pending:
            self._end()  # what it has said since the last answer, and all that it may say, is nobody's

    def _start(self) -> Child:
        """Of a child in which student code has run already nothing but answers is believed."""
        self._loading = ""
        self._worn = False
        self._reader = wire.Reader()
        self._child = self._launch()
        self._level = self._child.level
        self._loaded = {"cells"} if self._level else set()
        return self._child

    def _end(self, *, wait: float = 0.0) -> Ending:
        if self._child is None:
            return Ending(code=0, signal=0)
        child, self._child = self._child, None
        self._budget.spend(child.cpu())
        return child.end(wait=wait)

    def _spare(self, question: Question, child: Child) -> None:
        """Timing never costs a point: what it computes is not taken from what earns."""
        if question.timed:
            self._budget.spare(child.cpu())

    def _limit(self, child: Child, waiting: Sequence[int]) -> tuple[Outcome | None, str]:
        """The limit that is passed, if any, and at what."""
        spared = bool(waiting) and self._batch.questions[waiting[0]].timed
        late, detail = self._budget.passed(child.cpu(), child.is_asleep, spared=spared)
        if late:
            return late, detail
        breach = child.breach()
        return breach, self._bound(breach) if breach else ""

    def _bound(self, breach: Outcome) -> str:
        limits = self._batch.limits
        if breach is Outcome.THREAD_LIMIT:
            return f"with more than {limits.threads} threads"
        return f"with more than {limits.disk_bytes / 1e6:g} MB or {limits.files} files written"

    def _take(self, frame: tuple[bytes, bytes], waiting: list[int], child: Child) -> None:
        said = from_json(frame[0], Said)
        if said.broken and not self._loaded:
            raise BoxError(f"a child broke before it ran student code: {said.broken}")
        if not self._level:
            self._level = said.level
            if not said.level:
                raise BoxError("a child did not say its level")
        elif said.loading is not None:
            self._note_loading(said.loading)
        elif waiting and said.n == waiting[0] and said.outcome in SAID_BY_CHILDREN:
            question = self._batch.questions[said.n]
            values = self._keep(question, said, frame[1])
            self._spare(question, child)
            self._answers[waiting.pop(0)] = answer_of(question, said, values, self._budget.since_mark(child.cpu()))
            self._worn = said.outcome is Outcome.MEMORY_LIMIT  # what filled it may still be there
        else:
            raise wire.WireError("an answer to a question that was not asked")

    def _note_loading(self, file: str) -> None:
        """A file is loaded once, one at a time; that it is done is said without its name."""
        begins = file in self._files and not self._loading and file not in self._loaded
        if not begins and not (file == "" and self._loading):
            raise wire.WireError("a file is loaded that cannot be")
        self._loading = file
        self._loaded.add(file)

    def _keep(self, question: Question, said: Said, body: bytes) -> dict[str, Value]:
        """Every array is described by itself; a description cannot claim numbers that did not come."""
        sent = _sent(body)
        values = dict(said.values)
        if any(value.kind == "array" and value.kept for value in values.values()):
            raise wire.WireError("an array is described that was not sent")
        for name, view in sent.items():
            array = as_array(view)
            kept = self._kept + array.nbytes <= MOST_KEPT
            if kept:
                self._arrays[f"{question.id}/{name}"] = array
                self._kept += array.nbytes
            values[name] = Value(kind="array", dtype=array.dtype.name, shape=array.shape, kept=kept)
        return {name: values[name] for name in (*said.names, *values) if name in values}

    def _blame(self, n: int, outcome: Outcome, detail: str, ending: Ending) -> None:
        """The question being asked gets the outcome; while a file was loading, all that need the file do.

        Before anything was loaded no student code ran, and whatever ended the child is our failure.
        """
        if not self._loaded:
            raise BoxError(
                f"a child ended before it ran student code, with code {ending.code} or signal {ending.signal}"
            )
        question = self._batch.questions[n]
        if outcome is Outcome.CRASHED:
            outcome, detail = _how_it_ended(ending)
        if outcome is Outcome.MEMORY_LIMIT and n not in self._asked_again:
            self._asked_again.add(n)  # the system may have chosen it for the memory that another program needed
            return
        if self._loading:
            file = self._loading
            self._give_up(lambda q: q.file == question.file, outcome, f"while {file} was imported")
            return
        self._answers[n] = Answer(outcome=outcome, detail=detail)
        if outcome in TIMEOUTS:
            self._count_timeout(question)

    def _count_timeout(self, question: Question) -> None:
        """Counted by stage: what is lost in one does not keep the next from being asked."""
        place = (question.stage, question.item)
        self._timeouts[place] = self._timeouts.get(place, 0) + 1
        if self._timeouts[place] >= TIMEOUTS_PER_ITEM:
            self._give_up(
                lambda q: (q.stage, q.item) == place, Outcome.NOT_REACHED, "after two that ran out of time"
            )

    def _give_up(self, which: Callable[[Question], bool], outcome: Outcome, detail: str) -> None:
        for n, question in enumerate(self._batch.questions):
            if n not in self._answers and which(question):
                self._answers[n] = Answer(outcome=outcome, detail=detail)


def _sent(body: bytes) -> dict[str, Any]:
    """The arrays of a frame, not decoded. Names alone, of nothing, could fill the grader's memory and time."""
    if int.from_bytes(body[: wire.NAMES], "little") > wire.MOST_NAMES:
        raise wire.WireError("an answer has more names than anybody asked for")
    sent = deserialize(body) if body else []  # type: ignore[no-untyped-call]
    if len(sent) > OUTPUTS:
        raise wire.WireError(f"an answer of {len(sent)} arrays")
    return dict(sent)


def _how_it_ended(ending: Ending) -> tuple[Outcome, str]:
    if ending.killed:
        return Outcome.UNREADABLE, "the program closed the way by which its answers come"
    if ending.signal == 0:
        return Outcome.EXITED, f"the program ended itself with code {ending.code}"
    if ending.signal == signal.SIGKILL:
        return Outcome.MEMORY_LIMIT, "the program was stopped by the system, most likely for its memory"
    return Outcome.CRASHED, f"the program crashed ({_signal_name(ending.signal)})"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
