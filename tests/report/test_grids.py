"""Drawing small arrays."""

from autograder.report.grids import drawing, less_by, shape_of, shortened, side_by_side, text_of
from autograder.report.page_grids import Entry, Grid


def drawn(name, value, shape=None):
    return ["\n".join(block) for block in text_of(drawing(name, value, shape))]


def test_a_matrix_is_drawn_with_its_columns_aligned():
    assert drawn("dx", [[-3, 4], [4, -13]]) == ["dx [[-3   4]\n    [ 4 -13]]"]


def test_axes_of_one_entry_do_not_hide_the_picture():
    assert drawn("x", [[[[1.0], [2.0]], [[3.0], [4.5]]]]) == ["x [[1   2]\n   [3 4.5]]"]


def test_more_axes_become_labelled_slices_of_the_picture():
    x = [[[[r * 4 + c * 2 + k for k in range(2)] for c in range(2)] for r in range(2)]]
    assert drawn("x", x) == ["x[0,:,:,0] [[0 2]\n            [4 6]]", "x[0,:,:,1] [[1 3]\n            [5 7]]"]


def test_images_and_kernels_are_seen_as_pictures():
    assert [part.label for part in drawing("x", nested(2, 3, 3, 1)).slices] == ["[0,:,:,0]", "[1,:,:,0]"]
    assert drawing("w", nested(3, 3, 2, 4)).slices[0].label == "[:,:,0,0]"
    assert drawing("x", nested(2, 5, 4, 3)).slices[0].label == "[0,:,:,0]"


def nested(*shape):
    return [nested(*shape[1:]) for _ in range(shape[0])] if shape else 1


def test_vectors_and_single_numbers():
    assert drawn("b", [1.0, 2.5]) == ["b [1 2.5]"]
    assert drawn("loss", 0.25) == ["loss 0.25"]


def test_what_is_not_finite_is_spelled_out():
    assert drawn("dx", [["nan", "-inf"]]) == ["dx [[nan -inf]]"]


def test_an_empty_array_is_named_by_its_shape():
    assert drawn("dx", [[]], (1, 0, 0, 1)) == ["dx: shape (1, 0, 0, 1),\n    no numbers in it"]


def test_what_is_too_large_or_absent_says_so():
    assert drawn("dx", None, (9, 9)) == ["dx: shape (9, 9),\n    too large to show"]
    assert drawn("dx", None) == ["dx: nothing came back"]


def test_large_arrays_are_cut_and_say_by_how_much():
    (text,) = drawn("x", [[r * 10 + c for c in range(10)] for r in range(10)])
    assert "… 2 more rows" in text
    assert len(text.splitlines()) == 9
    assert drawn("x", [[[1, 2], [3, 4]]] * 6)[-1] == "… 2 more"


def test_ragged_lists_are_not_drawn():
    assert shape_of([[1, 2], [3]]) is None
    assert drawn("x", [[1, 2], [3]]) == ["x: not an array of numbers"]


def test_blocks_stand_beside_each_other_while_there_is_room():
    blocks = [["aaaa", "aa"], ["b"], ["cccc"]]
    assert side_by_side(blocks, 10) == ["aaaa    b", "aa", "cccc"]
    assert side_by_side(blocks, 4) == ["aaaa", "aa", "b", "cccc"]


def test_minus_zero_is_zero():
    assert drawn("x", [-0.0]) == ["x [0]"]


def test_on_a_terminal_an_array_of_many_slices_is_named_by_its_shape():
    many = drawing("w", nested(3, 3, 3, 3))
    assert text_of(shortened(many, 2)) == [["w: shape (3, 3, 3, 3)"]]
    assert shortened(drawing("x", nested(2, 2)), 2) == drawing("x", nested(2, 2))


def test_a_difference_is_taken_number_by_number():
    assert less_by([[1.5, 2.0], [3.0, 4.0]], [[1.0, 2.0], [5.0, 4.0]]) == [[0.5, 0.0], [-2.0, 0.0]]
    assert less_by([["nan", 2.0]], [[1.0, 2.0]]) is None


def grid(*rows, wrong=()):
    entries = tuple(tuple(Entry(text, text in wrong) for text in row) for row in rows)
    return Grid("your dx", entries)


def test_a_grid_says_its_size_and_how_much_of_it_is_wrong():
    assert grid(("1", "2"), ("3", "4")).label == "your dx: 2 rows, 2 columns"
    assert grid(("1", "2", "3"), wrong=("3",)).label == "your dx: 1 row, 3 columns, 1 number wrong"


def test_only_a_grid_that_leaves_a_telephone_scrolls_by_itself():
    assert not grid(("0.25",) * 5).wide
    assert grid(("0.25",) * 6).wide
    assert not grid(("7",) * 8).wide
    assert not Grid("", (), more="and 2 more of x").wide
