"""Submissions with one mistake each lose points where wrong.yaml says, and there only."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

SUBMISSIONS = Path(__file__).parents[1] / "submissions" / "conv_layers"
TABLE = YAML(typ="safe").load(SUBMISSIONS / "wrong.yaml")


def test_every_wrong_submission_stands_in_the_table():
    assert set(TABLE) == {folder.name for folder in (SUBMISSIONS / "wrong").iterdir()}
    assert len(TABLE) >= 25


@pytest.mark.parametrize("name", TABLE)
def test_a_mistake_costs_points_where_it_is_and_nowhere_else(grade_of, lost_in, name):
    lost = lost_in(grade_of(SUBMISSIONS / "wrong" / name))
    wrong, follows = set(TABLE[name]["item"]), set(TABLE[name].get("maybe", ()))
    assert wrong <= set(lost) <= wrong | follows


@pytest.mark.parametrize("name", TABLE)
def test_a_mistake_is_explained_where_it_is(grade_of, name):
    grade = grade_of(SUBMISSIONS / "wrong" / name)
    wrong, follows = set(TABLE[name]["item"]), set(TABLE[name].get("maybe", ()))
    told = {item for finding in grade.findings for item in finding.items}
    assert wrong <= told <= wrong | follows
    assert grade.findings[0].items[0] in wrong
    assert all(finding.lost > 0 and finding.headline and finding.cases for finding in grade.findings)
    assert all(finding.picture is not None for finding in grade.findings)


@pytest.mark.parametrize("name", TABLE)
def test_findings_lose_no_more_than_their_items_do(grade_of, lost_in, name):
    grade = grade_of(SUBMISSIONS / "wrong" / name)
    assert sum(finding.lost for finding in grade.findings) <= grade.lost
    waiting = [item for item in grade.items if item.lost and not any(item.id in f.items for f in grade.findings)]
    assert sum(f.lost for f in grade.findings) + sum(item.lost for item in waiting) == grade.lost


EXACT = {
    "dx_empty_at_padding_0": (
        24,
        "dx comes back empty when padding is 0",
        "dw and db are right everywhere.",
    ),
    "pool_assigns_overlap": (22, "dx is wrong when windows overlap", ""),
    "batch_summed_in_forward": (21, "the output is wrong when the batch holds more than one image", ""),
}


@pytest.mark.parametrize("name", EXACT)
def test_real_life_mistakes_keep_most_of_the_points(grade_of, name):
    points, _, _ = EXACT[name]
    assert points > 20
    assert grade_of(SUBMISSIONS / "wrong" / name).earned == points


@pytest.mark.parametrize("name", EXACT)
def test_real_life_mistakes_get_an_exact_sentence(grade_of, name):
    _, headline, others = EXACT[name]
    finding = grade_of(SUBMISSIONS / "wrong" / name).findings[0]
    assert (finding.headline, finding.others) == (headline, others)


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("dx_empty_at_padding_0", "dx-cropped-with-minus-p"),
        ("pool_assigns_overlap", "pool-dx-winner-keeps-the-last-window-only"),
        ("batch_summed_in_forward", "conv-adds-the-images-up"),
    ],
)
def test_real_life_mistakes_are_known_by_name(grade_of, whole_key, name, mistake):
    finding = grade_of(SUBMISSIONS / "wrong" / name).findings[0]
    assert finding.known[0] == mistake
    known = next(one for one in whole_key[0].mistakes if one.id == mistake)
    assert finding.name.startswith(known.name)
    assert finding.hint == known.hint


def test_the_sentence_about_padding_counts_its_cases(grade_of, public_key):
    finding = grade_of(SUBMISSIONS / "wrong" / "dx_empty_at_padding_0").findings[0]
    paddings = [c.settings["padding"] for c in public_key[0].cases_of("conv-backward") if not c.sweeps]
    right, wrong = sum(padding > 0 for padding in paddings), paddings.count(0)
    assert finding.cases == f"Right in all {right} cases with padding 1 or 2, wrong in all {wrong} with padding 0."
    assert (finding.file, finding.function) == ("lib/cnn/layer_utils.py", "ConvLayer2D.backward")
    assert finding.picture.got_shape == (1, 0, 0, 1)


def test_a_gradient_that_fits_a_wrong_forward_pass_keeps_two_points(grade_of):
    grade = grade_of(SUBMISSIONS / "wrong" / "flipped_kernel_consistent")
    backward = next(item for item in grade.items if item.id == "conv-backward")
    assert (backward.earned, backward.consistent) == (2, True)


def test_no_other_wrong_gradient_is_taken_for_consistent(grade_of):
    consistent = {
        name for name in TABLE for item in grade_of(SUBMISSIONS / "wrong" / name).items if item.consistent
    }
    assert consistent == {"flipped_kernel_consistent"}
