"""A condition is told only when it is true of exactly the failing cases, and more than one case bears it out."""

import pytest

from autograder.explain.when import When, when


@pytest.fixture
def cases(by_hand):
    """Cases with these settings, one for each; tags from predicates."""

    def made(*settings, tags=None):
        return [
            by_hand.case(
                f"conv/{n}", settings=given, tags={name: bool(holds(given)) for name, holds in (tags or {}).items()}
            )
            for n, given in enumerate(settings, 1)
        ]

    return made


def paddings(cases, *values):
    return cases(*({"padding": value} for value in values))


def test_all_wrong_needs_no_condition(cases):
    assert when(paddings(cases, 0, 1, 2), []) == When("", "Wrong in all 3 cases.")


def test_one_case_alone_is_told_as_such(cases):
    assert when(paddings(cases, 0), []) == When("", "Wrong in the one case there is.")


def test_a_setting_separates(cases):
    found = when(paddings(cases, 0, 0), paddings(cases, 1, 2, 1))
    assert found.condition == "padding is 0"
    assert found.counts == "Right in all 3 cases with padding 1 or 2, wrong in both with padding 0."
    assert found.setting == "padding"


def test_values_above_all_others_are_told_as_a_bound(cases):
    found = when(paddings(cases, 2, 3), paddings(cases, 0, 1))
    assert found.condition == "padding is more than 1"
    assert found.counts == "Right in both cases with padding 0 or 1, wrong in both with padding 2 or 3."


def test_one_value_is_told_as_itself_although_it_is_above_all_others(cases):
    assert when(paddings(cases, 2, 2), paddings(cases, 0, 1)).condition == "padding is 2"


def test_values_on_both_sides_are_listed(cases):
    assert when(paddings(cases, 0, 2, 3), paddings(cases, 1, 1)).condition == "padding is 0, 2 or 3"


def test_values_that_lie_between_one_another_are_no_condition(cases):
    found = when(paddings(cases, 2, 3, 5), paddings(cases, 1, 4, 4))
    assert found == When("", "Wrong in 3 of 6 cases.")


def test_words_are_listed_and_not_compared(cases):
    found = when(cases({"mode": "same"}, {"mode": "full"}), cases({"mode": "valid"}, {"mode": "valid"}))
    assert found.condition == "mode is full or same"


def test_a_value_on_both_sides_separates_nothing(cases):
    assert when(paddings(cases, 0, 1), paddings(cases, 1, 2)) == When("", "Wrong in 2 of 4 cases.")


@pytest.mark.parametrize(("failing", "passing"), [((0,), (1, 2, 1)), ((0, 0), (1,))])
def test_a_condition_needs_two_cases_on_either_side(cases, failing, passing):
    found = when(paddings(cases, *failing), paddings(cases, *passing))
    assert found.condition == ""
    assert found.counts == f"Wrong in {len(failing)} of {len(failing) + len(passing)} cases."


TAGS = {"there is padding": lambda s: s["padding"] > 0, "height and width differ": lambda s: s["H"] != s["W"]}


def test_a_tag_separates_and_goes_before_a_setting(cases):
    failing = cases({"padding": 1, "H": 3, "W": 3}, {"padding": 1, "H": 3, "W": 4}, tags=TAGS)
    passing = cases({"padding": 0, "H": 3, "W": 3}, {"padding": 0, "H": 3, "W": 4}, tags=TAGS)
    found = when(failing, passing)
    assert found.condition == "there is padding"
    assert found.counts == "Right in both other cases, wrong in both where there is padding."
    assert found.setting == ""


def test_a_relation_between_settings_is_found_by_its_tag(cases):
    failing = cases({"padding": 1, "H": 3, "W": 5}, {"padding": 0, "H": 4, "W": 3}, tags=TAGS)
    passing = cases({"padding": 1, "H": 4, "W": 4}, {"padding": 0, "H": 3, "W": 3}, tags=TAGS)
    assert when(failing, passing).condition == "height and width differ"


def test_a_tag_that_also_holds_where_all_is_right_is_not_told(cases):
    failing = cases({"padding": 1, "H": 3, "W": 3}, {"padding": 1, "H": 5, "W": 5}, tags=TAGS)
    passing = cases({"padding": 2, "H": 3, "W": 3}, {"padding": 2, "H": 5, "W": 5}, tags=TAGS)
    assert when(failing, passing).condition == "padding is 1"


def test_the_first_of_several_tags_is_told(cases):
    tags = {"one": lambda s: s["N"] > 1, "other": lambda s: s["N"] > 1}
    failing, passing = cases({"N": 2}, {"N": 3}, tags=tags), cases({"N": 1}, {"N": 1}, tags=tags)
    assert when(failing, passing).condition == "one"


def test_an_unseen_case_that_fails_all_the_same_contradicts(cases):
    failing, passing = paddings(cases, 0, 0), paddings(cases, 1, 1)
    unseen = [(paddings(cases, 1)[0], True)]
    assert when(failing, passing, unseen) == When("", "Wrong in 2 of 4 cases.")


def test_an_unseen_case_that_is_right_all_the_same_contradicts(cases):
    failing, passing = paddings(cases, 0, 0), paddings(cases, 1, 1)
    assert when(failing, passing, [(paddings(cases, 0)[0], False)]).condition == ""


def test_unseen_cases_that_agree_do_not_add_to_the_counts(cases):
    failing, passing = paddings(cases, 0, 0), paddings(cases, 1, 1)
    unseen = iter([(paddings(cases, 0)[0], True), (paddings(cases, 1)[0], False)])
    found = when(failing, passing, unseen)
    assert found.condition == "padding is 0"
    assert found.counts == "Right in both cases with padding 1, wrong in both with padding 0."


def test_a_contradicted_tag_leaves_room_for_the_next_condition(cases):
    tags = {"there is padding": lambda s: s["padding"] > 0}
    failing, passing = (
        cases({"padding": 2}, {"padding": 2}, tags=tags),
        cases({"padding": 0}, {"padding": 0}, tags=tags),
    )
    unseen = [(cases({"padding": 1}, tags=tags)[0], False)]
    assert when(failing, passing, unseen).condition == "padding is 2"


def test_unseen_cases_are_looked_at_for_every_condition(cases):
    """An iterator that the first condition used up would let the second through."""
    tags = {"there is padding": lambda s: s["padding"] > 0}
    failing, passing = (
        cases({"padding": 2}, {"padding": 2}, tags=tags),
        cases({"padding": 0}, {"padding": 0}, tags=tags),
    )
    unseen = iter([(cases({"padding": 1}, tags=tags)[0], False), (cases({"padding": 2}, tags=tags)[0], False)])
    assert when(failing, passing, unseen).condition == ""


def test_a_setting_that_some_cases_lack_is_no_condition_for_them(cases):
    failing, passing = cases({"padding": 0}, {}), cases({"padding": 1}, {"padding": 1})
    assert when(failing, passing, [(cases({})[0], True)]).condition == ""
