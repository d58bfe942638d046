from autograder.nearest import nearest


def test_the_most_similar_candidate_is_found():
    assert nearest("gradeint", ["values", "gradient", "size"]) == "gradient"


def test_letter_case_does_not_matter_and_the_candidate_keeps_its_own():
    assert nearest("CONV-forward", ["Conv-Forward", "pool"]) == "Conv-Forward"


def test_nothing_is_suggested_when_nothing_is_similar():
    assert nearest("zebra", ["values", "gradient"]) is None
    assert nearest("zebra", []) is None
