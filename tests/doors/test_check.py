import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from tests.doors.conftest import PADDING

HEADLINE = "conv-backward: dx comes back empty when padding is 0"
MACHINE_ROOM = re.compile(r"\b(verdicts?|findings?|evidence|box|probes?|not judged|sandbox)\b", re.IGNORECASE)


def files_in(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_right_solution_ends_with_zero_and_one_sentence(autograder, hand_in, one_line):
    said = autograder("check", hand_in())
    assert said.returncode == 0
    assert one_line(said.stdout).startswith("All 25 points that can be checked here. Still to do: training")
    assert said.stderr == ""


def test_a_wrong_one_ends_with_one_and_the_exact_sentence(autograder, hand_in, one_line):
    folder = hand_in(PADDING)
    said = autograder("check", folder)
    assert said.returncode == 1
    assert f"\n{HEADLINE}" in said.stdout
    line = 1 + (folder / "lib/cnn/layer_utils.py").read_text().split("def backward")[0].count("\n")
    assert f"lib/cnn/layer_utils.py:{line}  ConvLayer2D.backward" in said.stdout
    assert "dw and db are right everywhere" in said.stdout
    assert "24 of the 25 points checked here. Grading asks the same with other numbers." in one_line(said.stdout)
    assert said.stderr == ""


def test_the_row_of_each_item_says_its_points(autograder, hand_in):
    rows = autograder("check", hand_in(PADDING)).stdout.splitlines()
    found = {row.split()[2]: row.split()[:2] for row in rows if re.match(r"\s+\S\s+\d+/\d+\s", row)}
    assert found == {
        "output-size": ["✓", "2/2"],
        "conv-forward": ["✓", "5/5"],
        "conv-backward": ["~", "4/5"],
        "pool-forward": ["✓", "5/5"],
        "pool-backward": ["✓", "5/5"],
        "test-cnn": ["✓", "3/3"],
    }


@pytest.mark.parametrize(("least", "code"), [("96%", 0), ("96", 0), ("97%", 1), ("0%", 0), ("100%", 1)])
def test_the_threshold_is_a_share_of_what_was_checked(autograder, hand_in, least, code):
    assert autograder("check", hand_in(PADDING), "--at-least", least).returncode == code


@pytest.mark.parametrize(
    ("least", "told"),
    [("most", "expected a per cent such as 80%"), ("101%", "expected 0% to 100%"), ("-1", "expected 0% to 100%")],
)
def test_a_threshold_that_is_none_is_a_usage_error(autograder, hand_in, least, told):
    said = autograder("check", hand_in(), "--at-least", least)
    assert said.returncode == 2
    assert said.stderr == f"autograder: --at-least {least}: {told}\n"


def test_quiet_is_one_line_for_each_item_that_lost_points(autograder, hand_in):
    said = autograder("check", hand_in(PADDING), "-q")
    assert said.returncode == 1
    [line] = said.stdout.splitlines()
    assert "conv-backward" in line
    assert "dx comes back empty when padding is 0" in line


def test_quiet_about_a_right_solution_is_silent(autograder, hand_in):
    said = autograder("check", hand_in(), "--quiet")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_a_report_is_four_files_about_the_same_grade(autograder, hand_in, tmp_path):
    said = autograder("check", hand_in(PADDING), "--report", tmp_path / "new" / "report")
    files = {p.name: p for p in (tmp_path / "new" / "report").iterdir()}
    assert files.keys() == {"report.html", "grade.json", "junit.xml", "summary.md"}
    grade = json.loads(files["grade.json"].read_text())
    assert (grade["earned"], grade["lost"], grade["part"], grade["reader"]) == ("24", "1", "public", "student")
    assert [case.get("name") for case in ET.parse(files["junit.xml"]).iter("testcase")]
    assert len(list(ET.parse(files["junit.xml"]).iter("failure"))) >= 1
    for name in ("report.html", "summary.md"):
        assert "dx comes back empty when padding is 0" in files[name].read_text()
    assert said.stderr == f"report: {tmp_path / 'new' / 'report' / 'report.html'}\n"


def test_checking_writes_nothing_into_the_folder(autograder, hand_in):
    folder = hand_in(PADDING)
    before = files_in(folder)
    autograder("check", folder)
    assert files_in(folder) == before


def test_the_folder_one_stands_in_is_checked(autograder, hand_in, workshop):
    folder = workshop / "hand-in-here"
    shutil.copytree(hand_in(PADDING), folder)
    assert HEADLINE in autograder("check", cwd=folder).stdout


@pytest.mark.parametrize("prefix", ["", "final/"])
def test_a_zip_is_checked_like_its_folder(autograder, hand_in, zip_of, tmp_path, prefix):
    folder = hand_in(PADDING, f"x/{prefix}")
    (tmp_path / "anna.zip").write_bytes(zip_of(tmp_path / "hand-ins" / "x"))
    said = autograder("check", tmp_path / "anna.zip", "--homework", "conv_layers")
    assert said.returncode == 1
    assert HEADLINE in said.stdout
    assert folder.is_dir()


def test_a_damaged_zip_ends_with_four_and_one_line(autograder, tmp_path):
    (tmp_path / "anna.zip").write_bytes(b"PK not really")
    said = autograder("check", tmp_path / "anna.zip", "--homework", "conv_layers")
    assert said.returncode == 4
    [line] = said.stderr.splitlines()
    assert line.startswith("autograder: anna.zip: not a readable zip archive")


def test_a_folder_that_is_not_there_ends_with_four(autograder, tmp_path):
    said = autograder("check", tmp_path / "nobody")
    assert said.returncode == 4
    assert said.stderr == f"autograder: {tmp_path / 'nobody'}: there is no such file or folder\n"


def test_an_unknown_homework_gets_the_nearest_name(autograder, hand_in):
    said = autograder("check", hand_in(), "--homework", "conv_layer")
    assert said.returncode == 2
    assert said.stderr == "autograder: no key for the homework conv_layer; the nearest is conv_layers\n"


def test_a_folder_says_by_its_marker_which_homework_it_is(autograder, tmp_path):
    (tmp_path / ".autograder.json").write_text('{"homework": "conv_layers"}')
    said = autograder("check", tmp_path)
    assert said.returncode == 1
    assert "0 of the 25 points checked here" in said.stdout


def test_a_marker_of_an_unknown_homework_is_told(autograder, hand_in):
    folder = hand_in()
    (folder / ".autograder.json").write_text('{"homework": "conv_layerz"}')
    said = autograder("check", folder)
    assert said.returncode == 2
    assert "the nearest is conv_layers" in said.stderr


@pytest.mark.parametrize("marker", ["", "[]", "{}", "\xff"])
def test_a_damaged_marker_is_passed_over(autograder, hand_in, marker):
    folder = hand_in(PADDING)
    (folder / ".autograder.json").write_text(marker)
    assert HEADLINE in autograder("check", folder).stdout


def test_a_folder_of_no_homework_says_what_to_do(autograder, tmp_path):
    said = autograder("check", tmp_path)
    assert said.returncode == 2
    known = re.search(r"holds no file of any homework known here \((.+?)\)", said.stderr)
    assert known is not None
    assert "conv_layers" in known[1].split(", ")
    assert "autograder check --homework NAME" in said.stderr


def test_a_key_in_the_folder_itself_is_enough(autograder, hand_in, workshop, tmp_path):
    """A student has the public part and nothing else of the course."""
    folder = hand_in(PADDING)
    shutil.copyfile(workshop / "build" / "conv_layers" / "public.key", folder / "conv_layers.key")
    said = autograder("check", folder, cwd=tmp_path, env={"AUTOGRADER_SECRET_FILE": None})
    assert said.returncode == 1
    assert HEADLINE in said.stdout


@pytest.mark.parametrize("kind", ["one folder down", "zip"])
def test_the_homework_is_known_by_its_files_wherever_intake_finds_them(autograder, hand_in, zip_of, tmp_path, kind):
    hand_in(PADDING, "x/final")
    (tmp_path / "x.zip").write_bytes(zip_of(tmp_path / "hand-ins" / "x"))
    place = tmp_path / "x.zip" if kind == "zip" else tmp_path / "hand-ins" / "x"
    assert HEADLINE in autograder("check", place).stdout


def test_without_isolation_a_line_says_so(autograder, hand_in):
    said = autograder("check", hand_in(PADDING), "--isolation", "none")
    assert HEADLINE in said.stdout
    assert said.stderr == "note: your program runs here without isolation, with your own rights.\n"


def test_no_other_isolation_can_be_named(autograder, hand_in):
    said = autograder("check", hand_in(), "--isolation", "landlock")
    assert said.returncode == 2
    assert "there is no such level; there are full, landlock+seccomp, mount, uid, none" in said.stderr


SAMPLES = [
    PADDING, "wrong/flipped_kernel_consistent", "odd/crashes", "odd/empty", "odd/imports_torch",
    "odd/missing_class", "odd/prints_arguments", "odd/python2", "odd/returns_none", "odd/wrong_wrapper",
    "hostile/lying_subclass",
]  # fmt: skip


@pytest.fixture(params=SAMPLES)
def sample(request, hand_in, tmp_path):
    if request.param.endswith(("empty", "wrong_wrapper")):
        folder = tmp_path / "anna"
        shutil.copytree(f"tests/submissions/conv_layers/{request.param}", folder)
        return folder
    return hand_in(request.param)


def test_every_text_is_ascii_where_nothing_else_can_be_shown(autograder, sample):
    """No sign may be lost on the way either: a question mark would stand in its place."""
    ascii_only = {"PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    said = autograder("check", sample, "--homework", "conv_layers", env=ascii_only, utf8=False)
    assert said.returncode == 1
    assert said.stdout.isascii()
    assert "?" not in said.stdout.replace("Did you mean print(...)?", "")
    assert said.stderr == ""
    assert max(map(len, said.stdout.splitlines())) <= 80


def test_no_line_is_wider_than_eighty_columns_and_no_word_is_of_the_machine_room(autograder, sample):
    said = autograder("check", sample, "--homework", "conv_layers", env={"COLUMNS": "200"})
    assert said.returncode == 1
    assert max(map(len, said.stdout.splitlines())) <= 80
    assert "\x1b" not in said.stdout
    assert not MACHINE_ROOM.search(said.stdout)
    assert "Traceback" not in said.stdout + said.stderr


def test_a_narrow_terminal_gets_narrow_lines(autograder, hand_in):
    said = autograder("check", hand_in(PADDING), env={"COLUMNS": "60"})
    assert max(map(len, said.stdout.splitlines())) <= 60


def test_a_terminal_gets_colours_unless_it_does_not_want_them(on_terminal, hand_in):
    folder = hand_in(PADDING)
    assert "\x1b[" in on_terminal("check", folder)
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = on_terminal("check", folder, env=env)
        assert HEADLINE in plain
        assert "\x1b" not in plain


def test_a_training_that_is_named_is_measured_and_nothing_else_is_told(autograder, hand_in):
    """The network of the reference, with weights that all are zero."""
    folder = hand_in()
    code = "import sys; sys.path.insert(0, sys.argv[1])\nfrom lib.cnn.cnn_models import *\n"
    code += "net = SmallConvolutionalNetwork().net\n"
    code += "np.savez(sys.argv[2], **{name: 0 * one for name, one in net.params.items()})"
    subprocess.run([sys.executable, "-B", "-c", code, folder, folder / "weights.npz"], check=True)
    said = autograder("check", "training", folder)
    assert said.returncode == 1
    assert "training: measured on digits; up to 20 min of computing." in said.stderr
    assert "of 297 unseen images are right" in said.stdout
    assert "Every image gets the same answer, 0." in said.stdout
    assert "0 of the 25 points checked here" in said.stdout
    assert "conv-forward" not in said.stdout


def test_an_item_that_is_not_there_is_a_usage_error(autograder, hand_in):
    said = autograder("check", "trainings", hand_in())
    assert said.returncode == 2
    assert "no item trainings; the nearest is training" in said.stderr
