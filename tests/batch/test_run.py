import json
import threading
import time
from xml.etree import ElementTree

import pytest

from autograder.batch.classroom import write_class_page
from autograder.batch.results import REPORTS
from autograder.errors import BoxError
from tests.batch.conftest import BREAKS, BUG, RIGHT, WRONG, ClassBox

DEADLINE = 60.0


def earned(run):
    return {r.entry.name: r.grade and int(r.grade.earned) for r in run.results}


def without_times(path):
    grade = json.loads(path.read_text())
    del grade["times"]
    return json.dumps(grade)


def test_every_submission_gets_its_grade(grade_class, classroom):
    run = grade_class(classroom({"anna": RIGHT, "ben": WRONG, "clara": RIGHT}))
    assert earned(run) == {"anna": 5, "ben": 0, "clara": 5}
    assert not any(result.problem or result.ours or result.skipped for result in run.results)


def test_each_is_told_when_it_is_done(grade_class, classroom):
    assert sorted(grade_class(classroom({"anna": RIGHT, "ben": WRONG})).heard) == ["anna", "ben"]


def test_one_box_serves_one_submission_after_the_other(grade_class, classroom):
    run = grade_class(classroom(dict.fromkeys("abcde", RIGHT)))
    [box] = run.boxes
    assert (len(box.started), box.running, box.closed) == (5, False, True)
    assert len(set(box.started)) == 5


def test_a_submission_that_cannot_be_opened_does_not_stop_the_class(grade_class, classroom):
    run = grade_class(classroom({"anna": RIGHT, "ben.rar": "Rar!", "clara.zip": "PK not really", "dora": RIGHT}))
    assert earned(run) == {"anna": 5, "ben.rar": None, "clara": None, "dora": 5}
    assert (
        run["ben.rar"].problem
        == "ben.rar: only folders, notebooks and .zip archives are opened. Hand in a .zip instead"
    )
    assert "not a readable zip archive" in run["clara"].problem
    assert not any(result.ours for result in run.results)


def test_an_empty_folder_is_graded_with_nothing_earned(grade_class, classroom):
    folder = classroom({"anna": RIGHT})
    (folder / "ben").mkdir()
    run = grade_class(folder)
    assert earned(run) == {"anna": 5, "ben": 0}
    assert "hw.py is missing" in run["ben"].grade.findings[0].headline


def test_a_mistake_of_the_grader_does_not_stop_the_class(grade_class, classroom):
    run = grade_class(classroom({"anna": BUG, "ben": RIGHT}))
    assert earned(run) == {"anna": None, "ben": 5}
    assert run["anna"].ours
    assert run["anna"].problem.startswith("ZeroDivisionError at conftest.py:")
    assert run["anna"].problem.endswith(": division by zero")


def test_a_box_that_breaks_is_replaced_and_the_submission_asked_once_more(grade_class, classroom):
    boxes = iter([BREAKS, "never"])

    def open_box():
        box = ClassBox()
        box.breaks = next(boxes)
        return box

    run = grade_class(classroom({"anna": BREAKS + RIGHT, "ben": RIGHT}), open_box=open_box)
    assert earned(run) == {"anna": 5, "ben": 5}
    assert not any(result.ours for result in run.results)
    assert [(box.asked, box.closed) for box in run.boxes] == [(1, True), (2, True)]


def test_a_box_that_breaks_twice_is_our_failure_and_takes_no_points(grade_class, classroom):
    run = grade_class(classroom({"anna": BREAKS + RIGHT, "ben": RIGHT}))
    anna = run["anna"]
    assert (anna.ours, anna.problem) == (True, "the warm process does not answer")
    assert (anna.grade.earned, anna.grade.lost, anna.grade.open, anna.grade.provisional) == (0, 0, 5, True)
    assert run.asked == 3
    assert earned(run)["ben"] == 5


def test_our_failure_is_tried_again_by_the_next_run(grade_class, classroom):
    folder = classroom({"anna": BREAKS + RIGHT})

    def mended():
        box = ClassBox()
        box.breaks = "never"
        return box

    assert grade_class(folder)["anna"].ours
    run = grade_class(folder, open_box=mended)
    assert (run["anna"].ours, run["anna"].skipped, int(run["anna"].grade.earned)) == (False, False, 5)


def test_a_second_run_asks_nobody_again(grade_class, classroom):
    folder = classroom({"anna": RIGHT, "ben": WRONG})
    first, second = grade_class(folder), grade_class(folder)
    assert [result.skipped for result in second.results] == [True, True]
    assert second.boxes == []
    assert [r.grade for r in second.results] == [r.grade for r in first.results]


def test_a_changed_file_is_asked_again(grade_class, classroom):
    folder = classroom({"anna": RIGHT, "ben": RIGHT})
    grade_class(folder)
    (folder / "ben" / "hw.py").write_text(WRONG)
    run = grade_class(folder)
    assert earned(run) == {"anna": 5, "ben": 0}
    assert (run["anna"].skipped, run["ben"].skipped) == (True, False)


@pytest.mark.parametrize(
    "name", ["\x1b[2J\x07", "x\u202efdp", "x\\..\\..\\x", "a\nb", "\x80" * 120, "\udcff" * 99, '<b>&"]]>', "=1+1"]
)
def test_a_name_made_to_break_out_or_to_deceive_is_graded_and_shown(
    grade_class, classroom, key, arrays, tmp_path, name
):
    run, out = grade_class(classroom({f"{name}/hw.py": RIGHT})), tmp_path / "grades"
    page = write_class_page(out, key, arrays, run.results)
    [result] = run.results
    assert (result.problem, int(result.grade.earned)) == ("", 5)
    assert {path.name for path in tmp_path.iterdir()} == {"class", "grades"}
    assert {path.name for path in out.iterdir()} == {"instructor", "students", "class.html"}
    for folder in (out / tree / result.entry.slug for tree in ("instructor", "students")):
        assert ElementTree.parse(folder / "junit.xml").getroot().tag == "testsuites"
        assert json.loads((folder / "grade.json").read_text("utf-8"))["submission"].isprintable()
        texts = [(folder / file).read_text("utf-8") for file in REPORTS]
        assert not set("".join(texts)) & {"\x1b", "\x07", "\x80", "\u202e"}
    assert not [file for file in out.rglob("*.html") if "<b>&" in file.read_text("utf-8")]
    assert page.read_text("utf-8").count("/report.html") == 1


def test_another_version_of_this_program_asks_again(grade_class, classroom, monkeypatch):
    folder = classroom({"anna": RIGHT})
    grade_class(folder)
    monkeypatch.setattr("autograder.grade.program_digest", lambda: "another")
    assert not grade_class(folder)["anna"].skipped
    assert grade_class(folder)["anna"].skipped


def test_an_added_file_is_asked_again(grade_class, classroom):
    folder = classroom({"anna": RIGHT})
    grade_class(folder)
    (folder / "anna" / "helper.py").write_text("")
    assert not grade_class(folder)["anna"].skipped


def test_a_renamed_file_is_asked_again(grade_class, classroom):
    folder = classroom({"anna": RIGHT})
    grade_class(folder)
    (folder / "anna" / "hw.py").rename(folder / "anna" / "hw2.py")
    assert earned(grade_class(folder)) == {"anna": 0}


@pytest.mark.parametrize("part", ["digest", "hidden_digest"])
def test_a_changed_key_asks_everyone_again(grade_class, classroom, other_key, part):
    folder = classroom({"anna": RIGHT, "ben": WRONG})
    grade_class(folder)
    run = grade_class(folder, key=other_key(**{part: "c" * 64}))
    assert not any(result.skipped for result in run.results)


@pytest.mark.parametrize("file", ["grade.json", "made-from.txt"])
@pytest.mark.parametrize("damage", ["gone", "cut", "garbage", "empty"])
def test_damaged_results_are_asked_again(grade_class, classroom, tmp_path, file, damage):
    folder = classroom({"anna": RIGHT, "ben": RIGHT})
    grade_class(folder)
    path = tmp_path / "grades" / "instructor" / "anna" / file
    data = path.read_bytes()
    path.unlink() if damage == "gone" else path.write_bytes(
        {"cut": data[: len(data) // 2], "garbage": b"\xff\0garbage", "empty": b""}[damage]
    )
    run = grade_class(folder)
    assert (run["anna"].skipped, run["ben"].skipped) == (False, True)
    assert earned(run) == {"anna": 5, "ben": 5}
    assert path.read_bytes() == data or file == "grade.json"


@pytest.mark.parametrize(
    "file", ["students/anna", "students/anna/report.html", "instructor/anna/evidence.safetensors"]
)
def test_results_that_are_missing_are_made_again(grade_class, classroom, tmp_path, file):
    folder = classroom({"anna": RIGHT})
    grade_class(folder)
    gone = tmp_path / "grades" / file
    gone.rename(tmp_path / "elsewhere")
    grade_class(folder)
    assert gone.exists()


def test_another_results_folder_knows_nothing_of_the_first(grade_class, classroom, tmp_path):
    folder = classroom({"anna": RIGHT})
    grade_class(folder)
    assert not grade_class(folder, out=tmp_path / "other")["anna"].skipped


def test_a_submission_that_no_longer_opens_loses_what_an_earlier_run_said(grade_class, classroom, tmp_path, zipped):
    folder = classroom({"anna.zip": ""})
    (folder / "anna.zip").write_bytes(zipped({"hw.py": RIGHT}))
    assert earned(grade_class(folder)) == {"anna": 5}
    (folder / "anna.zip").write_bytes(b"PK not really")
    grade_class(folder)
    assert not list((tmp_path / "grades").rglob("grade.json"))


def test_one_and_two_workers_give_the_same_results(grade_class, classroom, tmp_path):
    hand_ins = {f"{n}": (RIGHT, WRONG, "")[n % 3] for n in range(12)} | {"broken.zip": "PK"}
    folder = classroom(hand_ins)
    runs = [grade_class(folder, workers=n, out=tmp_path / f"grades-{n}") for n in (1, 2)]
    assert [r.entry.name for r in runs[0].results] == [r.entry.name for r in runs[1].results]
    assert [r.problem for r in runs[0].results] == [r.problem for r in runs[1].results]
    files = [
        sorted(p.relative_to(tmp_path / f"grades-{n}") for p in (tmp_path / f"grades-{n}").rglob("*"))
        for n in (1, 2)
    ]
    assert files[0] == files[1]
    grades = [path for path in files[0] if path.name == "grade.json"]
    assert len(grades) == 24
    for path in grades:
        assert without_times(tmp_path / "grades-1" / path) == without_times(tmp_path / "grades-2" / path)


def test_two_workers_have_a_box_each_and_never_share_one(grade_class, classroom):
    both = threading.Barrier(2, timeout=DEADLINE)

    class Met(ClassBox):
        busy = False

        def ask(self, batch):
            assert not self.busy
            self.busy = True
            if self.asked == 0:
                both.wait()
            replies = super().ask(batch)
            self.busy = False
            return replies

    run = grade_class(classroom({f"{n}": RIGHT for n in range(6)}), workers=2, open_box=Met)
    assert set(earned(run).values()) == {5}
    assert [box.closed for box in run.boxes] == [True, True]


def test_results_keep_the_order_of_the_names_however_long_each_takes(grade_class, classroom):
    class Slow(ClassBox):
        def ask(self, batch):
            time.sleep(0.2 if "# slow" in self.text else 0)
            return super().ask(batch)

    run = grade_class(classroom({"anna": RIGHT + "# slow", "ben": RIGHT, "clara": RIGHT}), workers=2, open_box=Slow)
    assert [result.entry.name for result in run.results] == ["anna", "ben", "clara"]


def test_an_interrupted_run_keeps_what_is_written(grade_class, classroom):
    class Interrupted(ClassBox):
        def ask(self, batch):
            if "# stop" in self.text:
                raise KeyboardInterrupt
            return super().ask(batch)

    folder = classroom({"anna": RIGHT, "ben": RIGHT + "# stop", "clara": RIGHT})
    with pytest.raises(KeyboardInterrupt):
        grade_class(folder, open_box=Interrupted)
    run = grade_class(folder)
    assert run["anna"].skipped
    assert earned(run) == {"anna": 5, "ben": 5, "clara": 5}


def test_a_box_that_cannot_be_replaced_does_not_stop_the_class(grade_class, classroom):
    """Its place must not stay empty: who waits for it would wait for ever."""
    boxes = iter([ClassBox()])

    def open_box():
        if (box := next(boxes, None)) is None:
            raise BoxError("no more processes")
        return box

    run = grade_class(classroom({"anna": RIGHT, "ben": BREAKS, "clara": RIGHT}), open_box=open_box)
    assert earned(run)["anna"] == 5
    assert [result.ours for result in run.results] == [False, True, True]
    assert run["clara"].problem == "the warm process has ended"


def test_where_no_box_can_be_had_each_submission_says_so(grade_class, classroom):
    def open_box():
        raise BoxError("no more processes")

    run = grade_class(classroom({"anna": RIGHT, "ben": RIGHT}), open_box=open_box)
    assert [(result.ours, result.problem) for result in run.results] == [(True, "no more processes")] * 2
