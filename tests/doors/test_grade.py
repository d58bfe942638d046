import json
import os
import re
import shutil
import signal
import subprocess
import threading

import pytest

from tests.doors.conftest import DEADLINE, PADDING, ROOT, SAMPLES

CLASS = (
    "right/einsum", "wrong/pool_assigns_overlap", "odd/crashes", "odd/empty", "odd/os_exit", "hostile/forges_frames"
)  # fmt: skip
NAMES = ["broken", "crashes", "dx_empty_at_padding_0", "einsum", "empty", "forges_frames", "one_down", "os_exit"]
NAMES += ["pool_assigns_overlap", "scan.rar"]


@pytest.fixture(scope="session")
def class_folder(tmp_path_factory, zip_of):
    """Eight hand-ins, folders and zips, and two files that cannot be opened."""
    folder = tmp_path_factory.mktemp("class")
    for sample in CLASS:
        shutil.copytree(SAMPLES / sample, folder / sample.split("/")[1])
    for sample in ("right/one_down", PADDING):
        (folder / f"{sample.split('/')[1]}.zip").write_bytes(zip_of(SAMPLES / sample))
    (folder / "broken.zip").write_bytes(b"PK not really")
    (folder / "scan.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    (folder / "grades.csv").write_text("name,points\n")
    return folder


@pytest.fixture(scope="session")
def graded(call, workshop, class_folder, tmp_path_factory):
    """The results folder of the class, and what was said while it was graded."""
    out = tmp_path_factory.mktemp("out") / "grades"
    return out, call("grade", "conv_layers", class_folder, "--out", out, "--workers", "2", cwd=workshop)


def files_in(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def grade_of(out, name, tree="instructor"):
    return json.loads((out / tree / name / "grade.json").read_text())


def without_times(grade):
    return json.dumps({name: value for name, value in grade.items() if name != "times"})


def test_the_class_is_graded_to_its_end(graded):
    out, said = graded
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-2:] == [
        "8 graded, 2 not opened, 0 our failure",
        f"class page: {out / 'class.html'}",
    ]


def test_each_submission_has_its_line_in_the_order_of_names(graded):
    lines = graded[1].stdout.splitlines()[:-2]
    assert [re.match(r"(?:look )?\s*([\w.]+)", line)[1] for line in lines] == NAMES
    shown = dict(zip(NAMES, lines, strict=True))
    assert re.match(r"\s+einsum\s+25/25\s+35 open$", shown["einsum"])
    assert re.match(r"\s+one_down\s+25/25", shown["one_down"])
    assert re.match(
        r"\s+dx_empty_at_padding_0\s+24/25\s+35 open\s+conv-backward: dx comes", shown["dx_empty_at_padding_0"]
    )
    assert re.match(r"\s+empty\s+0/50", shown["empty"])
    assert re.match(r"\s+forges_frames\s+0/25", shown["forges_frames"])
    assert shown["scan.rar"].endswith(
        "only folders, notebooks and .zip archives are opened. Hand in a .zip instead"
    )
    assert "not a readable zip archive" in shown["broken"]


def test_what_costs_one_case_costs_no_more(graded):
    """The sample says: ends the process in the backward when the stride is 2."""
    states = {item["id"]: item["state"] for item in grade_of(graded[0], "os_exit")["items"]}
    assert {name for name, state in states.items() if state not in ("right", "open")} == {
        "conv-backward",
        "notebook",  # there is none, which costs nothing
    }


def test_it_says_the_isolation_the_workers_and_that_stopping_is_safe(graded, isolation):
    told = graded[1].stderr
    assert "Key conv_layers: current." in told
    assert f"Isolation: {isolation}. 2 workers. Results: {graded[0]}" in told
    assert "conv_layers: 10 of 10" in told


def test_there_are_both_trees_and_a_class_page(graded):
    out, _ = graded
    names = {name for name in NAMES if name not in ("broken", "scan.rar")}
    assert {p.name for p in out.iterdir()} == {"class.html", "instructor", "students"}
    for tree in ("instructor", "students"):
        assert {p.name for p in (out / tree).iterdir()} == names
    page = (out / "class.html").read_text()
    assert all(name in page for name in NAMES)


def test_the_students_tree_holds_no_evidence_and_names_its_reader(graded):
    students = graded[0] / "students"
    assert {p.name for p in students.rglob("*") if p.is_file()} == {"grade.json", "junit.xml", "report.html"}
    assert all(json.loads(p.read_text())["reader"] == "student" for p in students.rglob("grade.json"))


def test_grades_are_over_all_cases_and_say_what_they_rest_on(graded, isolation):
    grade = grade_of(graded[0], "einsum")
    assert (grade["part"], grade["isolation"], grade["earned"], grade["provisional"]) == (
        "whole",
        isolation,
        "25",
        True,
    )
    assert any(case["hidden"] for item in grade["items"] for case in item["cases"])


def test_a_second_run_says_unchanged_and_changes_nothing(graded, autograder, class_folder):
    out, first = graded
    before = files_in(out)
    said = autograder("grade", "conv_layers", class_folder, "--out", out)
    assert said.returncode == 0
    assert "8 graded (8 unchanged since the last run), 2 not opened, 0 our failure" in said.stdout
    assert said.stdout.splitlines()[:10] == first.stdout.splitlines()[:10]
    assert files_in(out) == before


def test_one_worker_and_two_give_the_same_grades(graded, autograder, class_folder, tmp_path):
    out, _ = graded
    said = autograder("grade", "conv_layers", class_folder, "--out", tmp_path / "one", "--workers", "1")
    assert "1 workers" in said.stderr
    assert files_in(out).keys() == files_in(tmp_path / "one").keys()
    for name in NAMES:
        for tree in ("instructor", "students") if (out / "instructor" / name).is_dir() else ():
            one, two = (without_times(grade_of(folder, name, tree)) for folder in (tmp_path / "one", out))
            assert one == two


def test_a_threshold_that_someone_misses_ends_with_one(graded, autograder, class_folder):
    assert autograder("grade", "conv_layers", class_folder, "--out", graded[0], "--at-least", "50%").returncode == 1


def test_one_submission_can_be_graded_by_itself(autograder, class_folder, tmp_path):
    said = autograder(
        "grade", "conv_layers", class_folder / "einsum", "--out", tmp_path / "one", "--at-least", "100%"
    )
    assert said.returncode == 0
    assert "1 graded, 0 not opened, 0 our failure" in said.stdout


def test_results_go_to_the_folder_of_the_homework_unless_told(autograder, class_folder, own_workshop):
    autograder("grade", "conv_layers", class_folder / "einsum", cwd=own_workshop)
    assert (own_workshop / "grades" / "conv_layers" / "instructor" / "einsum" / "grade.json").is_file()


def test_without_isolation_every_grade_says_so(autograder, class_folder, tmp_path):
    said = autograder("grade", "conv_layers", class_folder / "einsum", "--out", tmp_path, "--isolation", "none")
    assert said.returncode == 0
    assert "Isolation: none." in said.stderr
    assert grade_of(tmp_path, "einsum")["isolation"] == "none"


def test_a_missing_key_is_built_first(call, new_course, class_folder, tmp_path):
    root = new_course()
    said = call("grade", "conv_layers", class_folder / "einsum", "--out", tmp_path, cwd=root)
    assert said.returncode == 0
    assert "Key conv_layers: there is none. Building it." in said.stderr
    assert (root / "build" / "conv_layers" / "hidden.key").is_file()


def test_the_course_may_lie_elsewhere(autograder, class_folder, workshop, tmp_path):
    said = autograder("grade", "conv_layers", class_folder / "einsum", "--course", workshop, cwd=tmp_path)
    assert said.returncode == 0
    assert (tmp_path / "grades" / "conv_layers" / "class.html").is_file()


@pytest.mark.parametrize(
    ("name", "place", "told"),
    [
        ("conv_layer", ".", "the nearest name is 'conv_layers'"),
        ("conv_layers", "nobody", "nobody: there is no such file or folder"),
        ("conv_layers", "reference", None),
    ],
)
def test_a_call_about_what_is_not_there_ends_with_two(autograder, tmp_path, workshop, name, place, told):
    if told is None:
        (tmp_path / "nothing").mkdir()
        place, told = tmp_path / "nothing", "no submissions in"
    said = autograder("grade", name, place, "--out", tmp_path / "out")
    assert said.returncode == 2
    assert told in said.stderr
    assert "Traceback" not in said.stderr


def test_no_course_here_is_told(autograder, class_folder, tmp_path):
    said = autograder("grade", "conv_layers", class_folder, cwd=tmp_path)
    assert said.returncode == 2
    assert f"no course here: neither {tmp_path} nor a folder above it has a folder named rubrics" in said.stderr


def test_every_text_is_ascii_where_nothing_else_can_be_shown(autograder, graded, class_folder):
    ascii_only = {"PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    said = autograder("grade", "conv_layers", class_folder, "--out", graded[0], env=ascii_only, utf8=False)
    assert said.returncode == 0
    assert "?" not in said.stdout


def test_a_terminal_gets_a_bar_without_colours_if_it_wants_none(on_terminal, graded, class_folder):
    text = on_terminal("grade", "conv_layers", class_folder, "--out", graded[0], env={"NO_COLOR": "1"})
    assert "10/10" in text
    assert not re.search(r"\x1b\[\d*(;\d+)*m", text.replace("\x1b[0m", ""))


def test_a_run_in_which_nothing_is_left_to_do_shows_no_traceback(graded, autograder, class_folder):
    assert "Traceback" not in autograder("grade", "conv_layers", class_folder, "--out", graded[0]).stderr


@pytest.fixture(scope="session")
def interrupted(command, environment, workshop, tmp_path_factory):
    """Ctrl-C at a terminal, which every process of the group hears, once the first of two is graded."""
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("out")
    shutil.copytree(SAMPLES / "right/einsum", folder / "einsum")
    shutil.copytree(SAMPLES / "right/einsum", folder / "loops")
    (folder / "loops" / "lib" / "cnn" / "cnn_models.py").write_text("while True:\n    pass\n")
    arguments = ["grade", "conv_layers", str(folder), "--out", str(out), "--workers", "2"]
    heeding = [
        "env",
        "--default-signal=INT",
    ]  # what a shell runs in its background ignores Ctrl-C, and all below it
    process = subprocess.Popen(
        [*heeding, *command, *arguments],
        cwd=workshop,
        env={"PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = []
    killer = threading.Timer(DEADLINE, process.kill)
    killer.start()
    with process:
        for line in process.stderr:
            said.append(line)
            if "1 of 2" in line:
                os.killpg(process.pid, signal.SIGINT)
    killer.cancel()
    return process.returncode, "".join(said), out


def test_an_interrupted_run_keeps_what_is_written(interrupted):
    code, _, out = interrupted
    assert code == 130
    assert grade_of(out, "einsum")["earned"] == "25"


def test_an_interrupted_run_says_how_to_go_on(interrupted):
    _, said, _ = interrupted
    assert "Traceback" not in said
    assert said.splitlines()[-1] == (
        "autograder: stopped. What is written stays; the same command goes on from there."
    )


def test_an_interrupted_run_does_not_wait_for_the_submission_that_loops(interrupted):
    _, _, out = interrupted
    assert not (out / "instructor" / "loops").exists()


FORGES_A_FAILURE = """
import json, os, struct, sys

def forge():
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer":
        frame = frame.f_back
    failure = {"type": "T" * 1000, "message": "m" * 50_000, "frames": []}
    text = json.dumps({"n": frame.f_locals["n"], "outcome": "raised", "failure": failure, "prints": "p" * 50_000})
    data = struct.pack("<4sIQ", b"AGW1", len(text), 0) + text.encode()
    while data:
        data = data[os.write(frame.f_locals["out"], data):]
    os._exit(0)
"""


def test_what_a_submission_claims_cannot_swell_what_is_stored(autograder, tmp_path):
    folder = tmp_path / "anna"
    shutil.copytree(SAMPLES / "right/einsum", folder)
    (folder / "forgery.py").write_text(FORGES_A_FAILURE)
    code = folder / "lib" / "cnn" / "layer_utils.py"
    forged = re.sub(
        r"(\n    def get_output_size\(.*\n)", r"\1        __import__('forgery').forge()\n", code.read_text()
    )
    assert forged != code.read_text()
    code.write_text(forged)
    autograder("grade", "conv_layers", folder, "--out", tmp_path / "out")
    item = grade_of(tmp_path / "out", "anna")["items"][0]
    assert (item["id"], item["earned"]) == ("output-size", "0")
    sizes = {p.name: p.stat().st_size for p in (tmp_path / "out" / "instructor" / "anna").iterdir()}
    assert sizes["evidence.safetensors"] < 250_000
