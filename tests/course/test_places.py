import pytest

from autograder.course.places import find_homework, homeworks
from autograder.errors import UsageError


@pytest.fixture
def root(tmp_path):
    for name in ("lenet5", "conv_layers"):
        (tmp_path / "rubrics" / name).mkdir(parents=True)
        (tmp_path / "rubrics" / name / "rubric.yaml").touch()
    (tmp_path / "rubrics" / "no_rubric_here").mkdir()
    return tmp_path


def test_homeworks_are_the_folders_with_a_rubric_by_name(root):
    assert [homework.id for homework in homeworks(root)] == ["conv_layers", "lenet5"]


def test_a_homework_knows_its_files_and_folders(root):
    homework = find_homework(root, "conv_layers")
    assert {
        name: getattr(homework, name).relative_to(root).as_posix()
        for name in ("rubric", "cases", "probes", "mistakes", "reference", "template", "build")
    } == {
        "rubric": "rubrics/conv_layers/rubric.yaml",
        "cases": "rubrics/conv_layers/cases.py",
        "probes": "rubrics/conv_layers/probes.py",
        "mistakes": "rubrics/conv_layers/mistakes.yaml",
        "reference": "reference/conv_layers",
        "template": "student_template/conv_layers",
        "build": "build/conv_layers",
    }


@pytest.mark.parametrize(
    ("wanted", "ending"),
    [
        ("conv_layer", "the nearest name is 'conv_layers'"),
        ("zebra", "there are conv_layers and lenet5"),
        ("../conv_layers", "the nearest name is 'conv_layers'"),
    ],
)
def test_an_unknown_homework_gets_the_nearest_name(root, wanted, ending):
    with pytest.raises(UsageError) as refused:
        find_homework(root, wanted)
    assert str(refused.value) == f"no homework '{wanted}' in {root / 'rubrics'}; {ending}"


def test_a_folder_without_homeworks_says_what_was_expected(tmp_path):
    with pytest.raises(UsageError) as refused:
        find_homework(tmp_path, "conv_layers")
    assert str(refused.value) == f"no homework in {tmp_path}: expected rubrics/<homework>/rubric.yaml in it"
