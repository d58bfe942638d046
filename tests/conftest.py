"""What many tests share: a small homework made by hand, and conv_layers with its real key and its real box."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from autograder.author.build import build
from autograder.author.secret import VARIABLE, read_secret
from autograder.box.choose import open_box, strongest
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, CellsRun, Executed, Replies
from autograder.course.key import read_public, read_whole, write_key
from autograder.course.places import Homework, find_homework
from autograder.course.rubric import read_rubric
from autograder.grade import Gathered, gather, grade, keep
from autograder.intake.submission import Submission
from autograder.judge.judge import Judgement, judge
from autograder.model import (
    EVIDENCE_SCHEMA,
    KEY_SCHEMA,
    Answer,
    Case,
    Code,
    Evidence,
    Failure,
    Found,
    Frame,
    Grade,
    Item,
    Key,
    Limits,
    Outcome,
    Rubric,
    Share,
    Tell,
    Value,
)
from autograder.records import Arrays, pack, unpack

ROOT = Path(__file__).parents[1]
SECRET = "0123456789abcdef" * 4
Reply = Answer | Mapping[str, Any]

# pyproject's norecursedirs replaces pytest's defaults: a .hypothesis folder in the root would be looked into.
# One for each user: the suite also runs as a plain user beside root.
USER = getattr(os, "getuid", lambda: 0)()
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / f"autograder-hypothesis-{USER}")


class ByHand:
    """Records of a homework small enough to be read beside the test that uses them."""

    def item(self, id: str = "conv", points: Any = 1, *, check: str = "values", **more: Any) -> Item:
        """Points as a rubric has them: a number, a number by group, or by group and output."""
        groups = points if isinstance(points, Mapping) else {"all": points}
        shares = tuple(
            Share(group=group, output=output, points=Fraction(number))
            for group, given in groups.items()
            for output, number in (given if isinstance(given, Mapping) else {"": given}).items()
        )
        code = more.pop("code", Code(file="layer.py", name="Layer.forward"))
        fields = {"title": id, "tell": Tell.MISTAKE, "probe": id, "code": code, **more}
        return Item(id=id, check=check, shares=shares, **fields)

    def case(self, id: str, group: str = "general", *, outputs: Sequence[str] = ("out",), **more: Any) -> Case:
        """The case of the item before the slash."""
        item = id.partition("/")[0]
        return Case(id=id, item=item, probe=more.pop("probe", item), group=group, outputs=tuple(outputs), **more)

    def key(self, items: Sequence[Item], cases: Sequence[Case], **more: Any) -> Key:
        rubric = Rubric(
            homework="by-hand",
            title="A homework made by hand",
            total=sum((item.points for item in items), Fraction(0)),
            code=tuple(dict.fromkeys(item.code.file for item in items if item.code)),
            documents={},
            allow=("numpy",),
            limits=Limits(),
            tell=Tell.MISTAKE,
            provided="restore",
            items=tuple(items),
        )
        fields = {"part": "whole", "probes": "", "provided": {}, **more}
        return Key(schema=KEY_SCHEMA, rubric=rubric, cases=tuple(cases), **fields)

    def expected(self, outputs: Mapping[str, Mapping[str, Any]], convention: str = "") -> dict[str, Any]:
        """The arrays of a key: for each case, what is expected of each output."""
        return {
            f"{case}/out/{convention}/{name}": np.asarray(array)
            for case, arrays in outputs.items()
            for name, array in arrays.items()
        }

    def answered(self, **outputs: Any) -> Answer:
        """None is None, a text is the name of some other type, all else is an array."""
        return Answer(outcome=Outcome.ANSWERED, values={name: _value(given) for name, given in outputs.items()})

    def ended(
        self,
        outcome: Outcome,
        error: str = "",
        at: tuple[str, int] | None = None,
        detail: str = "",
    ) -> Answer:
        frames = (Frame(file=at[0], line=at[1], function="forward"),) if at else ()
        failure = Failure(type=error, message="its message", frames=frames) if error else None
        return Answer(outcome=outcome, failure=failure, detail=detail)

    def gathered(
        self, key: Key, replies: Mapping[str, Reply], found: Mapping[str, Found] | None = None, **more: Any
    ) -> Gathered:
        """The evidence for these answers, and the arrays that belong to it."""
        answers = {c: r if isinstance(r, Answer) else self.answered(**r) for c, r in replies.items()}
        got = {
            f"{case}/{name}": np.asarray(array)
            for case, reply in replies.items()
            if not isinstance(reply, Answer)
            for name, array in reply.items()
            if not isinstance(array, (str, type(None)))
        }
        fields = {
            "homework": "by-hand", "submission": "ada", "part": "whole", "key": "", "hidden_key": "",
            "questions": "", "files": {}, "documents": {}, "remarks": (), "isolation": "none",
            "versions": {"python": "3.11.4", "numpy": "2.3.5"}, "made_at": "2026-01-01", "seconds": {},
            **more,
        }  # fmt: skip
        return Gathered(Evidence(schema=EVIDENCE_SCHEMA, found=found or {}, answers=answers, **fields), got)

    def judged(self, key: Key, expected: Arrays, replies: Mapping[str, Reply], **more: Any) -> Judgement:
        gathered = self.gathered(key, replies, **more)
        return judge(key, gathered.evidence, expected, gathered.arrays)

    def graded(self, key: Key, expected: Arrays, replies: Mapping[str, Reply], **more: Any) -> Grade:
        return grade(key, expected, self.gathered(key, replies, **more))


def _value(given: Any) -> Value:
    if given is None:
        return Value(kind="none")
    if isinstance(given, str):
        return Value(kind="other", dtype=given)
    array = np.asarray(given)
    return Value(kind="array", dtype=array.dtype.name, shape=array.shape)


@pytest.fixture(scope="session")
def by_hand() -> ByHand:
    return ByHand()


@pytest.fixture(scope="session", autouse=True)
def secret_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads, or makes, the secret of the person who runs it."""
    path = tmp_path_factory.mktemp("secret") / "secret"
    path.write_text(SECRET + "\n", encoding="ascii")
    path.chmod(0o600)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(path))
        yield path


@pytest.fixture(scope="session")
def course() -> Path:
    """The course folder: this repository."""
    return ROOT


@pytest.fixture(scope="session")
def homework(course: Path) -> Homework:
    return find_homework(course, "conv_layers")


@pytest.fixture(scope="session")
def submissions(course: Path) -> Path:
    """The sample class of conv_layers."""
    return course / "tests" / "submissions" / "conv_layers"


@pytest.fixture(scope="session")
def isolation() -> str:
    return strongest()


class LastingBox:
    """A real box; one that broke is replaced before the next submission, as in a batch."""

    def __init__(self, open_one: Callable[[], Any]) -> None:
        self._open = open_one
        self._box = open_one()

    def start(self, source: Path) -> None:
        if not self._box.healthy:
            self._box.close()
            self._box = self._open()
        self._box.start(source)

    def run(self, cells: CellsRun) -> Executed:
        return self._box.run(cells)

    def ask(self, batch: Batch, executed: Collection[str] = ()) -> Replies:
        return self._box.ask(batch, executed)

    def stop(self) -> None:
        self._box.stop()

    def close(self) -> None:
        self._box.close()


def lasting_box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box for this homework, closed in the end."""
    rubric = read_rubric(homework.rubric)
    with closing(LastingBox(lambda: open_box(rubric.allow, rubric.limits, isolation, rubric.forbidden))) as opened:
        yield opened


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box under the limits of conv_layers; it can be asked any homework's questions."""
    yield from lasting_box(homework, isolation)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


class RememberingBox:
    """A box that keeps all replies, in the order in which it was asked."""

    def __init__(self, box: Any) -> None:
        self._box, self.replies = box, []
        self.start, self.stop = box.start, box.stop

    def ask(self, batch: Batch) -> Replies:
        self.replies.append(self._box.ask(batch))
        return self.replies[-1]


@pytest.fixture(scope="session")
def build_once(isolation: str, secret_file: Path, shared: Path) -> Callable[[Homework], Path]:
    """The key of a homework on disk, as `autograder build` leaves it, made by the first worker that needs it, in a
    box of that homework; and beside it, in `replies`, what each known mistake answered."""

    def built(homework: Homework) -> Path:
        folder = shared / homework.id
        with (shared / f"{homework.id}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                with contextmanager(lasting_box)(homework, isolation) as box:
                    remembering = RememberingBox(box)
                    made = build(homework, read_secret(), [remembering])
                names = [mistake.id for mistake in made.public.mistakes]
                (folder / "replies").mkdir(parents=True)
                # The first to be asked is the reference.
                for name, replies in zip(names, remembering.replies[1:], strict=True):
                    (folder / "replies" / name).write_bytes(pack(replies.answers, replies.arrays))
                write_key(folder, made.public, made.public_arrays)
                write_key(folder, made.hidden, made.hidden_arrays)
        return folder

    return built


@pytest.fixture(scope="session")
def key_folder(build_once: Callable[[Homework], Path], homework: Homework) -> Path:
    """The key of conv_layers."""
    return build_once(homework)


@pytest.fixture(scope="session")
def as_built(key_folder: Path, public_key: tuple[Key, dict[str, Any]]) -> Callable[[str], Gathered]:
    """What a known mistake of conv_layers answered when the key was built: nothing has to be asked again."""
    return replies_of(key_folder, *public_key)


def replies_of(key_folder: Path, key: Key, arrays: Arrays) -> Callable[[str], Gathered]:
    nobody = Submission(name="as built", source=key_folder, files={}, documents={}, found={}, remarks=())
    unasked = {case.id: Answer(outcome=Outcome.NOT_REACHED) for case in key.cases}

    def gathered(name: str) -> Gathered:
        answers, got = unpack((key_folder / "replies" / name).read_bytes(), dict[str, Answer])
        return keep(nobody, key, arrays, "", Replies(answers={**unasked, **answers}, arrays=got, level="none"), {})

    return gathered


@pytest.fixture(scope="session")
def whole_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    """What instructors grade with: the key and its arrays."""
    return read_whole(key_folder)


@pytest.fixture(scope="session")
def public_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    """What students check with."""
    return read_public(key_folder / "public.key")


@pytest.fixture(scope="session")
def batch(whole_key: tuple[Key, dict[str, Any]]) -> Batch:
    return batch_of(*whole_key)


@pytest.fixture(scope="session")
def ask(whole_key: tuple[Key, dict[str, Any]], batch: Batch, box: Any) -> Callable[[Path], Gathered]:
    """Asks a submission of conv_layers everything."""
    return lambda path: gather(path, *whole_key, batch, box)


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], ask: Callable[[Path], Gathered]) -> Callable[[Path], Grade]:
    """Asks a submission of conv_layers everything and grades it; each folder once."""
    known: dict[Path, Grade] = {}

    def graded(path: Path) -> Grade:
        if path not in known:
            known[path] = grade(*whole_key, ask(path))
        return known[path]

    return graded
