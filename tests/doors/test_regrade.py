import json
import shutil

import pytest

from tests.doors.conftest import PADDING, SAMPLES

NAMES = ("dx_empty_at_padding_0", "einsum", "prints_arguments")


@pytest.fixture(scope="session")
def class_results(call, workshop, tmp_path_factory):
    """Stored evidence and grades of three submissions."""
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("out")
    for sample in ("right/einsum", PADDING, "odd/prints_arguments"):
        shutil.copytree(SAMPLES / sample, folder / sample.split("/")[1])
    assert call("grade", "conv_layers", folder, "--out", out, cwd=workshop).returncode == 0
    return out


@pytest.fixture
def stored(class_results, tmp_path):
    return shutil.copytree(class_results, tmp_path / "stored")


@pytest.fixture
def evidence(stored):
    return lambda name: stored / "instructor" / name / "evidence.safetensors"


@pytest.mark.parametrize("name", NAMES)
def test_stored_evidence_gives_the_stored_grade_to_the_byte(autograder, evidence, name):
    said = autograder("regrade", "--from", evidence(name))
    assert said.returncode == 0, said.stderr
    assert said.stdout.encode() == evidence(name).with_name("grade.json").read_bytes()


def test_a_class_gets_the_same_reports_in_both_trees(autograder, stored, tmp_path):
    said = autograder("regrade", "--from", stored, "--out", tmp_path / "again")
    assert said.returncode == 0, said.stderr
    assert [line.split()[0] for line in said.stdout.splitlines()] == list(NAMES)
    for tree in ("instructor", "students"):
        for name in NAMES:
            for file in ("grade.json", "junit.xml", "report.html"):
                again = tmp_path / "again" / tree / name / file
                assert again.read_bytes() == (stored / tree / name / file).read_bytes()


def test_a_class_without_a_folder_to_write_to_is_refused(autograder, stored):
    said = autograder("regrade", "--from", stored)
    assert said.returncode == 2
    assert "holds 3 submissions: name a folder for their grades with --out" in said.stderr


def test_a_folder_without_evidence_is_named(autograder, tmp_path):
    said = autograder("regrade", "--from", tmp_path)
    assert said.returncode == 2
    assert f"{tmp_path}: no stored evidence in it" in said.stderr


def test_new_words_and_points_are_judged_from_what_is_stored(autograder, own_workshop, evidence):
    rubric = own_workshop / "rubrics" / "conv_layers" / "rubric.yaml"
    old = "points: {handout: {dx: 1, dw: 1, db: 1}, general: 1, edge: 1}"
    assert old in rubric.read_text()
    new = "points: {handout: {dx: 1, dw: 1, db: 1}, general: 0.5, edge: 1.5}"
    rubric.write_text(rubric.read_text().replace(old, new).replace("Incorporating CNNs", "CNNs, once more"))
    assert autograder("build", "conv_layers", cwd=own_workshop).returncode == 0
    said = autograder("regrade", "--from", evidence("dx_empty_at_padding_0"), cwd=own_workshop)
    assert said.returncode == 0, said.stderr
    grade = json.loads(said.stdout)
    assert (grade["title"], grade["lost"]) == ("Problem 2: CNNs, once more", "3/2")


def test_evidence_of_other_questions_is_refused(autograder, own_workshop, evidence):
    probes = own_workshop / "rubrics" / "conv_layers" / "probes.py"
    probes.write_text(probes.read_text() + "\n# asked otherwise\n")
    assert autograder("build", "conv_layers", cwd=own_workshop).returncode == 0
    said = autograder("regrade", "--from", evidence("einsum"), cwd=own_workshop)
    assert said.returncode == 3
    assert "the questions have changed since; it has to be graded anew, not again" in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize("damage", [b"", b"garbage" * 100])
def test_damaged_evidence_is_named(autograder, evidence, damage):
    evidence("einsum").write_bytes(damage)
    said = autograder("regrade", "--from", evidence("einsum"))
    assert said.returncode == 3
    assert "not a readable Evidence file" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_file_that_is_not_there_is_a_mistake_in_the_call(autograder, tmp_path):
    assert autograder("regrade", "--from", tmp_path / "gone").returncode == 2
