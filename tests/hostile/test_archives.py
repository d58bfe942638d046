"""Hand-ins made to break whoever opens them: each is refused in one clear sentence, or opened and does no harm."""

import os
import re
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.box.choose import open_box, strongest
from autograder.box.questions import batch_of
from autograder.errors import SubmissionError
from autograder.grade import fingerprint_of, gather, grade
from autograder.intake import submission
from autograder.intake.submission import MOST_REMARK, MOST_REMARKS, open_submission
from tests.hostile import target
from tests.hostile.archives import CODE
from tests.hostile.hand_ins import (
    ALL,
    BAIT,
    FOLDERS,
    MISSING,
    MOST_MEMORY,
    ZIPS,
    changed,
    linked_to,
    reads_bait,
    write,
)

KEY, ARRAYS = target.key()
BATCH = batch_of(KEY, ARRAYS)
ATTACKS = {**ZIPS, **FOLDERS}
OURS = (sys.prefix, sys.base_prefix, str(Path(submission.__file__).parents[2]), "/dev/urandom")
WATCHED = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.link", "os.symlink", "os.rename")


class Watch:
    """Which paths this process opens, lists or makes; a hook can never be taken away, so it is switched."""

    def __init__(self) -> None:
        self.on, self.seen = False, []
        sys.addaudithook(self._hear)

    def _hear(self, event, args):
        if self.on and event in WATCHED:
            self.seen += [os.path.realpath(os.fsdecode(a)) for a in args[:2] if isinstance(a, (str, bytes, Path))]


WATCH = Watch()


@dataclass(frozen=True)
class Place:
    """`class/` holds the hand-in, `outside/` the bait; all that is unpacked goes into `work/`."""

    root: Path

    @property
    def classes(self) -> Path:
        return self.root / "class"

    @property
    def work(self) -> Path:
        return self.root / "work"

    def state(self) -> dict[str, tuple[int, int, int]]:
        """All but the work folder, as deep as names can be written."""
        found = {}
        for folder, names, files in os.walk(self.root):
            if folder == str(self.root):
                names.remove("work")
            names[:] = names if len(folder) < 1000 else []
            for name in (*names, *files):
                status = os.lstat(os.path.join(folder, name))
                found[os.path.join(folder, name)] = (status.st_mode, status.st_size, status.st_mtime_ns)
        return found


@pytest.fixture
def place() -> Iterator[Place]:
    """Its folders may be deeper than pytest's own can be taken away."""
    folder = tempfile.mkdtemp()
    for name in ("class", "work", "outside"):
        Path(folder, name).mkdir()
    Path(folder, "outside", "secret.py").write_text(f"{BAIT} = 1\n", encoding="ascii")
    yield Place(Path(folder).resolve())
    subprocess.run(["rm", "-rf", folder], check=True)


@pytest.fixture(scope="module")
def box():
    with closing(open_box(KEY.rubric.allow, KEY.rubric.limits, strongest())) as opened:
        yield opened


@pytest.fixture
def points(box, place, monkeypatch):
    """What a hand-in earns; whatever is unpacked lies in the work folder meanwhile, and nothing afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(place.work))

    def graded(path):
        gathered = gather(path, KEY, ARRAYS, BATCH, box)
        assert list(place.work.iterdir()) == []
        return grade(KEY, ARRAYS, gathered).earned, gathered.evidence

    return graded


@contextmanager
def watched(place: Place, path: Path):
    """Nothing but the hand-in and the work folder may be read or written, and little memory be used."""
    before = place.state()
    WATCH.seen.clear()
    WATCH.on = True
    tracemalloc.start()
    try:
        yield
    finally:
        WATCH.on = False
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    allowed = (str(place.work), str(path.absolute()), *OURS)
    assert [p for p in WATCH.seen if not p.startswith(allowed)] == []
    assert place.state() == before
    assert memory < MOST_MEMORY


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_hand_in_is_refused_or_opened_without_harm(name, place, points):
    attack = ATTACKS[name]
    path = attack.make(place.classes)
    if attack.refused:
        with watched(place, path), pytest.raises(SubmissionError) as error:
            open_submission(path, KEY, place.work)
        told = str(error.value)
        assert attack.refused in told
        assert told.isprintable()
        assert len(told) < 500
    else:
        with watched(place, path):
            opened = open_submission(path, KEY, place.work)
        assert opened.files.keys() == attack.files
        assert opened.remarks == attack.remarks
        assert not any(p.is_symlink() for p in place.work.rglob("*"))
    subprocess.run(["find", str(place.work), "-mindepth", "1", "-delete"], check=True)
    if not attack.refused:
        earned, evidence = points(path)
        assert earned == attack.points
        assert BAIT not in repr(evidence)
    honest = place.classes / "honest"
    honest.mkdir()
    (honest / "solution.py").write_bytes(CODE)
    assert points(honest)[0] == target.FULL


@pytest.mark.parametrize("name", ATTACKS)
def test_a_careless_reader_would_be_hit(name, place):
    attack = ATTACKS[name]
    assert attack.works(attack.make(place.classes))


@contextmanager
def without_rights():
    """Root reads everything: here as a user who owns nothing."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.mark.parametrize("closed", ["ada/solution.py", "ada/data.txt", "ada/lib", "ada", "ada.zip"])
def test_what_may_not_be_read_is_named_and_not_graded_as_missing(place, closed):
    for folder in (place.root, place.work):
        folder.chmod(0o777)
    whole = changed(lambda p: (write("data.txt")(p), write("lib/a.py")(p)), bool).make(place.classes)
    path = place.classes / closed.partition("/")[0]
    if path != whole:
        path.write_bytes(b"PK")
    shut = place.classes / closed
    shut.chmod(0)
    with without_rights():
        with pytest.raises(PermissionError):
            os.listdir(shut) if shut.is_dir() else shut.read_bytes()
        with pytest.raises(SubmissionError) as error:
            open_submission(path, KEY, place.work)
    assert re.fullmatch(rf"{shut.name}: cannot be (read|opened) \(Permission denied\)", str(error.value))


HONEST_FOLDER = changed(lambda p: None, bool)


def when_listed(monkeypatch, change):
    """Something happens to the hand-in after its files were listed and before they are read."""
    listed = submission._regular_files

    def then(root, bounds):
        found = listed(root, bounds)
        change(root)
        return found

    monkeypatch.setattr(submission, "_regular_files", then)


def test_a_file_that_vanishes_meanwhile_is_not_graded_as_missing(place, monkeypatch):
    path = HONEST_FOLDER.make(place.classes)
    when_listed(monkeypatch, lambda root: (root / "solution.py").unlink())
    with pytest.raises(SubmissionError, match=r"^solution\.py: cannot be read \(No such file or directory\)$"):
        open_submission(path, KEY, place.work)


def test_a_file_that_becomes_a_link_meanwhile_is_not_followed(place, monkeypatch):
    path = HONEST_FOLDER.make(place.classes)
    when_listed(monkeypatch, linked_to("outside/secret.py"))
    with pytest.raises(SubmissionError, match=r"^solution\.py: cannot be read \("):
        open_submission(path, KEY, place.work)
    assert reads_bait(path)


def test_a_file_that_becomes_a_pipe_meanwhile_is_not_waited_for(place, monkeypatch):
    path = HONEST_FOLDER.make(place.classes)
    when_listed(monkeypatch, lambda root: ((root / "solution.py").unlink(), os.mkfifo(root / "solution.py")))
    assert open_submission(path, KEY, place.work).remarks == MISSING


def test_a_file_that_grows_while_it_is_read_has_an_end(place, monkeypatch):
    """It was one character long when its size was asked, and has no end when it is read."""
    path = changed(write("data.txt", "x"), bool).make(place.classes)
    small = os.stat(path / "data.txt")
    carefully = submission._careful
    monkeypatch.setattr(submission, "_careful", lambda name, flags: carefully(endless(name), flags))
    monkeypatch.setattr(submission.os, "fstat", lambda fd: small)
    tracemalloc.start()
    opened = open_submission(path, KEY, place.work)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert memory < MOST_MEMORY
    assert opened.files.keys() == {"solution.py"}


def endless(name):
    return "/dev/zero" if name.endswith("data.txt") else name


@pytest.mark.parametrize(
    "line", ["import {}", "from {} import x", "import a{0}, b{0}, c{0}, d{0}"], ids=["import", "from", "many"]
)
def test_a_flood_of_remarks_has_an_end(place, line):
    code = "\n".join(line.format("m" * 140 + str(n)) for n in range(150))
    path = changed(write("flood.py", code), bool).make(place.classes)
    remarks = open_submission(path, KEY, place.work).remarks
    assert len(remarks) == MOST_REMARKS + 1
    assert max(map(len, remarks)) <= MOST_REMARK
    assert remarks[-1] == f"and {150 * (4 if ', ' in line else 1) - MOST_REMARKS} more remarks"


def test_a_name_that_no_report_could_write_does_not_become_one(place):
    names = [os.fsdecode(b"\xe4da"), "ada\x1b]0;title\x07", "ada\n100 of 100", "a\u202eda"]
    told = [submission.submission_name(place.classes / name) for name in names]
    assert told == [r"\udce4da", r"ada\x1b]0;title\x07", r"ada\n100 of 100", r"a\u202eda"]
    assert submission.submission_name(place.classes / "Jörg 李小龙") == "Jörg 李小龙"


def test_a_remark_as_long_as_a_file_has_an_end(place):
    path = changed(write("long.py", "import " + "m" * 90_000), bool).make(place.classes)
    [remark] = open_submission(path, KEY, place.work).remarks
    assert len(remark) == MOST_REMARK


@pytest.mark.parametrize("name", ["lib.py/a.txt", "solution.py/a.txt"])
def test_a_folder_that_is_called_like_code_is_a_folder(place, name):
    path = HONEST_FOLDER.make(place.classes)
    if name.startswith("solution"):
        (path / "solution.py").unlink()
    write(name)(path)
    assert open_submission(path, KEY, place.work).files.keys() <= ALL | {name}


def test_code_that_goes_deep_is_read_all_the_same(place):
    deep = f"def double(x):\n    raise x{'[0]' * 2000}\n"
    path = changed(write("solution.py", deep), bool).make(place.classes)
    assert open_submission(path, KEY, place.work).found["double"].exists


def test_code_that_weighs_a_thousand_times_as_much_when_it_is_read(place):
    path = changed(write("more.py", "a\n" * 200_000), bool).make(place.classes)
    with watched(place, path):
        open_submission(path, KEY, place.work)


@pytest.mark.parametrize("name", [name for name, attack in FOLDERS.items() if not attack.refused])
def test_what_can_be_opened_has_a_fingerprint(name, place):
    """A batch asks for it first; whatever that raises would be our failure."""
    path = FOLDERS[name].make(place.classes)
    with watched(place, path):
        assert fingerprint_of(path, KEY)
