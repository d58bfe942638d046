import json

import pytest

from tests.doors.conftest import PADDING

MOST_STEPS = 8
LAST = "That was the last one."


@pytest.fixture
def hint(autograder):
    def said(*arguments):
        result = autograder("hint", *arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    return said


def all_hints(hint, item, folder):
    said = []
    while not said or (LAST not in said[-1] and len(said) < MOST_STEPS):
        said.append(hint(item, folder))
    return said


def test_each_call_says_one_thing_more_until_all_is_said(hint, hand_in):
    folder = hand_in(PADDING)
    said = all_hints(hint, "conv-backward", folder)
    assert 2 <= len(said) < MOST_STEPS
    assert len(set(said)) == len(said)
    assert all(text.startswith("conv-backward: ") for text in said)
    assert all("There is more: autograder hint conv-backward" in text for text in said[:-1])
    assert hint("conv-backward", folder) == said[-1]


def test_the_last_thing_said_is_the_mistake_itself(hint, hand_in):
    """This homework tells it; `check` does not say it."""
    assert "[p:-p]" in all_hints(hint, "conv-backward", hand_in(PADDING))[-1]


def test_items_are_counted_each_by_itself(hint, hand_in):
    folder = hand_in("odd/returns_none")
    first = hint("conv-backward", folder)
    hint("pool-backward", folder)
    said = json.loads((folder / ".autograder-hints.json").read_text())
    assert {item: entry["said"] for item, entry in said.items()} == {"conv-backward": 1, "pool-backward": 1}
    assert first.startswith("conv-backward: ")


def test_another_mistake_starts_from_the_beginning(hint, hand_in, tmp_path):
    folder, other = hand_in(PADDING), hand_in("wrong/dw_mean_over_batch", "ben")
    all_hints(hint, "conv-backward", folder)
    file = "lib/cnn/layer_utils.py"
    (folder / file).write_text((other / file).read_text())
    assert hint("conv-backward", folder) == hint("conv-backward", other)


@pytest.mark.parametrize("memory", ["", "[1, 2]", '{"conv-backward": {"said": "x", "about": 3}}', "\0"])
def test_a_damaged_memory_starts_from_the_beginning(hint, hand_in, memory):
    folder, other = hand_in(PADDING), hand_in(PADDING, "ben")
    (folder / ".autograder-hints.json").write_text(memory)
    assert hint("conv-backward", folder) == hint("conv-backward", other)


def test_a_memory_of_another_shape_starts_from_the_beginning(hint, hand_in):
    folder = hand_in(PADDING)
    (folder / ".autograder-hints.json").write_text('{"conv-backward": 3}')
    assert hint("conv-backward", folder).startswith("conv-backward: ")


def test_there_is_nothing_to_say_about_what_is_right(hint, hand_in):
    assert hint("conv-forward", hand_in(PADDING)) == (
        "conv-forward: all points that can be checked here. Nothing to add."
    )


@pytest.mark.parametrize("verb", ["hint", "try"])
def test_where_a_course_tells_points_only_that_is_all_that_is_said(call, own_workshop, hand_in, verb):
    rubric = own_workshop / "rubrics" / "conv_layers" / "rubric.yaml"
    rubric.write_text(rubric.read_text().replace("tell: mistake ", "tell: points "))
    assert call("build", "conv_layers", cwd=own_workshop).returncode == 0
    said = call(verb, "conv-backward", hand_in(PADDING), cwd=own_workshop)
    assert said.stdout == "conv-backward: 1 point lost. Of this item your course tells the points only.\n"
    assert said.returncode == 0


def test_what_is_not_checked_here_says_why(hint, hand_in):
    assert hint("training", hand_in()).startswith("training: not run")


def test_an_unknown_item_gets_the_nearest_name(autograder, hand_in):
    said = autograder("hint", "conv-bakward", hand_in(PADDING))
    assert said.returncode == 2
    assert said.stderr == "autograder: no item conv-bakward; the nearest is conv-backward\n"


@pytest.mark.parametrize("verb", ["hint", "try"])
def test_a_zip_has_no_place_to_write_to_and_it_says_so(autograder, hand_in, zip_of, tmp_path, verb):
    (tmp_path / "anna.zip").write_bytes(zip_of(hand_in(PADDING)))
    said = autograder(verb, "conv-backward", tmp_path / "anna.zip", "--homework", "conv_layers")
    assert said.returncode == 2
    assert "unpack it and name the folder" in said.stderr


def test_no_line_is_wider_than_eighty_columns(hint, hand_in):
    said = all_hints(hint, "conv-backward", hand_in(PADDING))
    assert max(len(line) for text in said for line in text.splitlines()) <= 80
