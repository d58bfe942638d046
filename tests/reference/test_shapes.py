import pytest

from reference.nn.shapes import (
    LENET5,
    LENET5_1998,
    conv_output_shape,
    count_parameters,
    output_size,
    output_size_loops,
    pool_output_shape,
)


@pytest.mark.parametrize("kernel", [1, 2, 3, 5])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2])
def test_the_formula_counts_what_walking_counts(kernel, stride, padding):
    for size in range(1, 12):
        if kernel > size + 2 * padding:
            assert output_size_loops(size, kernel, stride, padding) == 0
            with pytest.raises(ValueError, match="does not fit"):
                output_size(size, kernel, stride, padding)
        else:
            walked = output_size_loops(size, kernel, stride, padding)
            assert output_size(size, kernel, stride, padding) == walked


@pytest.mark.parametrize("wrong", [(0, 1, 1, 0), (5, 0, 1, 0), (5, 1, 0, 0), (5, 3, 1, -1)])
def test_impossible_sizes_are_refused(wrong):
    with pytest.raises(ValueError, match="expected size, kernel and stride of at least 1"):
        output_size(*wrong)


def test_the_handouts_example_and_one_that_is_not_square():
    assert conv_output_shape([32, 28, 28, 3], kernel=4, filters=16, stride=2, padding=3) == (32, 16, 16, 16)
    assert conv_output_shape([2, 9, 6, 3], kernel=4, filters=5, stride=2, padding=1) == (2, 4, 3, 5)
    assert pool_output_shape([2, 9, 6, 3], kernel=3, stride=2) == (2, 4, 2, 3)


def test_lenet_as_built_today_has_61706_parameters():
    counts = count_parameters(LENET5)
    assert counts == (156, 0, 2_416, 0, 48_120, 10_164, 850)
    assert sum(counts) == 61_706


def test_lenet_as_published_has_60000_parameters():
    counts = count_parameters(LENET5_1998)
    assert counts == (156, 12, 1_516, 32, 48_120, 10_164)
    assert sum(counts) == 60_000
