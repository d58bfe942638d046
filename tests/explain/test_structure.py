"""What an error looks like: each reading by an example, a counterexample, and a case that cannot show it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.explain.structure.looks import look
from autograder.explain.structure.pair import Pair
from autograder.explain.structure.reading import spoken
from autograder.model import Case

IMAGES = {"out": ("image", "row", "column", "filter"), "b": ("filter",), "x": ("image", "row", "column", "channel")}
KERNEL = {"out": ("kernel row", "kernel column", "channel", "filter")}
SHAPES = ((2, 3, 4, 2), (3, 4, 3, 3), (4, 5, 3, 2))
ANY = np.random.default_rng(7)


def numbers(*shape):
    return ANY.permutation(int(np.prod(shape))).reshape(shape) - int(np.prod(shape)) / 2 + 0.25


def pair(expected, got, *, words=IMAGES, inputs=None, tags=None, again=None, id="", **settings):
    case = Case(
        id=id or f"conv/{ANY.integers(1 << 40)}", item="conv", probe="conv", settings=settings, tags=tags or {}
    )
    right, came = np.asarray(expected, float), None if got is None else np.asarray(got, float)
    shape = (999,) if came is None else came.shape
    return Pair(case, "out", right, shape, came, inputs or {}, words, again)


def pairs_by(make, shapes=SHAPES, **more):
    return [pair(right, make(right), **more) for right in (numbers(*shape) for shape in shapes)]


def says(*pairs):
    found = look(pairs)
    if found is None:
        return ""
    return (f"{found.where}: " if found.where else "") + spoken(found.says, "out", many=False)


def shifted(right):
    return np.concatenate([right[:, 1:], np.zeros_like(right[:, :1])], axis=1)


def first_only(right):
    return np.where(np.arange(len(right))[:, None, None, None] == 0, right, 0.0)


def all_but_last_row(right):
    got = right.copy()
    got[:, -1] = 0
    return got


def bordered(right):
    got = right + 1
    got[:, 1:-1, 1:-1] = right[:, 1:-1, 1:-1]
    return got


VALUES = [
    (np.zeros_like, "out is 0 everywhere"),
    (np.negative, "out has the wrong sign everywhere"),
    (lambda e: np.maximum(e, 0), "negative numbers of out come back as 0"),
    (np.abs, "negative numbers of out come back without their sign"),
    (np.trunc, "out is cut to whole numbers"),
    (np.floor, "out is rounded down to whole numbers"),
    (lambda e: e * 3, "out is 3 times what is expected"),
    (lambda e: e / -4, "out is −1/4 times what is expected"),
    (lambda e: e + 2, "every number of out is off by 2"),
    (lambda e: np.flip(e, 1), "the rows of out run backwards"),
    (lambda e: np.flip(e, (1, 2)), "out is turned by 180°: rows and columns run backwards"),
    (lambda e: e[:, :, :, [1, 0, *range(2, e.shape[3])]], "the filters of out run backwards"),
    (
        lambda e: np.broadcast_to(e.sum(3, keepdims=True), e.shape),
        "out is the same for every filter: the sum over the filters of what is expected",
    ),
    (
        lambda e: np.broadcast_to(e[:1], e.shape),
        "out is the same for every image: what is expected of the first image",
    ),
    (lambda e: np.broadcast_to(np.sqrt(np.abs(e[:, :1])), e.shape), "out is the same for every row"),
    (first_only, "only the first image of out is right, with 0 in place of the wrong numbers"),
    (all_but_last_row, "out is right but for the last row, with 0 in place of the wrong numbers"),
    (bordered, "out is right but for the border of rows and columns"),
    (shifted, "out stands one row too early"),
    (lambda e: e.transpose(3, 0, 1, 2).reshape(e.shape), "out holds the right numbers, but laid out as if"),
    (lambda e: ANY.permutation(e.ravel()).reshape(e.shape), "out holds exactly the right numbers, in wrong places"),
    (lambda e: e * (1 + 1e-3 * np.sin(np.arange(e.size)).reshape(e.shape)), "out is right to about three digits"),
    (lambda e: e * np.nan, "no number of out is finite"),
    (lambda e: np.where(e == e.max(), np.inf, e), "what is finite in out is right"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "text"), VALUES, ids=[text[:45] for _, text in VALUES])
def test_an_error_is_told_by_what_it_looks_like(make, text):
    shapes = SHAPES if "filters of out run" not in text else ((2, 3, 4, 2), (3, 4, 3, 2))
    assert says(*pairs_by(make, shapes)).startswith(text)


@pytest.mark.parametrize(("make", "text"), VALUES, ids=[text[:45] for _, text in VALUES])
def test_one_case_in_which_it_is_not_so_takes_the_sentence_away(make, text):
    right = numbers(3, 5, 4, 2)
    other = pair(right, right + ANY.standard_normal(right.shape) * 50)
    assert not says(*pairs_by(make), other).startswith(text)


def test_a_kernel_of_one_pixel_can_not_show_a_turned_kernel():
    """It is right there, so it is no wrong case; wrong in another way it speaks against it."""
    turned = pairs_by(lambda e: np.flip(e, (0, 1)), ((3, 3, 2, 2), (2, 2, 1, 2)), words=KERNEL)
    assert says(*turned) == "out is turned by 180°: kernel rows and kernel columns run backwards"
    single = numbers(1, 1, 2, 2)
    assert "turned" not in says(*turned, pair(single, single[:, :, ::-1] + 1, words=KERNEL))


def test_exchanged_axes_are_seen_where_they_are_equally_long():
    swapped = pairs_by(lambda e: e.swapaxes(0, 1), ((3, 3, 2, 2), (4, 4, 1, 2)), words=KERNEL)
    assert says(*swapped) == "the kernel rows and kernel columns of out are exchanged"


def by_n(divide):
    rights = [numbers(n, 3, 4, 2) for n in (2, 3, 5)]
    return [pair(right, divide(right, len(right)), N=len(right), k=3, C=2) for right in rights]


def test_a_factor_that_follows_a_setting_has_its_name():
    assert says(*by_n(lambda e, n: e / n)) == "out is 1/N of what is expected"
    assert look(by_n(lambda e, n: e / n)).numbers == "It is 1/2 where N is 2, 1/3 where N is 3, 1/5 where N is 5."
    assert says(*by_n(lambda e, n: e * n * n)) == "out is N² times what is expected"
    squared = look(by_n(lambda e, n: e * n * n)[::-1])
    assert squared.numbers == "It is 4 where N is 2, 9 where N is 3, 25 where N is 5."
    assert says(*by_n(lambda e, n: e * -n * 3)) == "out is −N·k times what is expected"


def test_numbers_that_were_cut_on_the_way_are_whole():
    """Not what is expected, cut; and where whole numbers are expected as well they say nothing."""
    assert says(*pairs_by(lambda e: np.trunc(e) + np.trunc(2.7 * np.sin(e)))) == "out holds whole numbers only"
    cut = pair(np.array([[3.0, 4.0], [5.0, 6.0]]), np.array([[2.0, 7.0], [1.0, 1.0]]))
    assert "whole" not in says(cut, cut)


def test_a_factor_that_never_changes_has_no_name():
    """N is 2 everywhere here; so is C."""
    pairs = [pair(right, right / 2, N=2, C=2) for right in (numbers(2, 3, 4, 2), numbers(2, 4, 4, 2))]
    assert says(*pairs) == "out is 1/2 times what is expected"


def test_a_factor_that_equals_the_name_in_one_case_only_is_not_called_by_it():
    pairs = [pair(right, right * f, N=n) for right, n, f in ((numbers(2, 3), 2, 2), (numbers(4, 3), 4, 5))]
    assert says(*pairs).startswith("out is a multiple of what is expected")


def test_a_factor_can_be_the_size_of_an_input():
    pairs = []
    for shape in ((2, 3, 4, 2), (1, 5, 2, 3)):
        right = numbers(3, 3)
        pairs.append(pair(right, right / 12 if shape[1] == 3 else right / 10, inputs={"x": numbers(*shape)}))
    assert says(*pairs) == "out is 1/(rows × columns of x) of what is expected"


def with_bias(change):
    made = []
    for n, shape in enumerate(SHAPES, 2):
        right, b = numbers(*shape), numbers(shape[3]) + 100
        made.append(pair(right, change(right, b, n), inputs={"b": b}, C=n))
    return made


def test_what_is_missing_or_too_much_is_named_when_it_is_an_input():
    assert says(*with_bias(lambda e, b, n: e - b)) == "what out lacks is exactly b"
    assert says(*with_bias(lambda e, b, n: e + b)) == "out holds b on top of what is expected"
    assert says(*with_bias(lambda e, b, n: e - 2 * b)) == "out holds −b where +b is expected"
    assert says(*with_bias(lambda e, b, n: e + (n - 1) * b)) == "out holds b C times instead of once"
    assert (
        says(*with_bias(lambda e, b, n: (e - b) / n + b)) == "without b, out is 1/C of what is expected without b"
    )
    assert says(*with_bias(lambda e, b, n: e * b)) == "out is what is expected multiplied by b, number by number"


def test_what_is_an_input_is_called_so():
    made = [pair(right, x, inputs={"x": x}) for right, x in ((numbers(2, 3, 4, 2), numbers(2, 3, 4, 2)),)]
    assert says(*made) == "out is the same as x"
    other = numbers(3, 3, 3, 3)
    assert says(*made, pair(other, other + ANY.standard_normal(other.shape) * 9, inputs={"x": other})) == ""


def test_of_a_sum_only_a_part_was_taken():
    made = []
    for shape in SHAPES:
        dout = numbers(*shape)
        words = {**IMAGES, "db": ("filter",)}
        made.append(pair(dout.sum((0, 1, 2)), dout[:1].sum((0, 1, 2)), inputs={"dout": dout}, words=words))
        made[-1] = Pair(
            made[-1].case, "db", *[getattr(made[-1], n) for n in ("expected", "shape", "got", "inputs", "words")]
        )
    found = look(made)
    assert (
        spoken(found.says, "db", many=False)
        == "db holds the first image of dout only, where all are to be added up"
    )


def test_a_step_may_be_a_setting():
    made = []
    for shape, by in (((1, 6, 6, 1), 2), ((2, 5, 7, 1), 1)):
        right = numbers(*shape)
        got = np.zeros_like(right)
        got[:, by:, by:] = right[:, :-by, :-by]
        made.append(pair(right, got, padding=by))
    assert says(*made) == "out stands too late by as many rows and columns as padding"


def test_numbers_that_were_never_filled_or_should_not_be():
    def holes(e):
        return np.where(np.arange(e.size).reshape(e.shape) % 3 == 1, 0.0, e)

    assert says(*pairs_by(holes)) == "every wrong number of out is 0, all others are right"
    extra = [pair(holes(right), right) for right in (numbers(*shape) for shape in SHAPES)]
    assert says(*extra) == "every wrong number of out should be 0, all others are right"


def test_amounts_in_wrong_places():
    def smeared(e):
        return np.broadcast_to(e.mean((1, 2), keepdims=True), e.shape) + (e - e.mean((1, 2), keepdims=True)) / 2

    assert says(*pairs_by(smeared)).startswith("summed over rows and columns out would be right")


def test_what_is_true_of_a_tags_cases_only_is_told_of_them():
    wrong = [numbers(*shape) for shape in (*SHAPES, (2, 2, 5, 2))]
    made = [pair(e, -e, tags={"there is padding": True}) for e in wrong[:2]]
    made += [pair(e, e + ANY.standard_normal(e.shape) * 9, tags={"there is padding": False}) for e in wrong[2:]]
    assert says(*made) == "where there is padding: out has the wrong sign everywhere"
    without = [pair(e, -e, tags={"there is padding": False}) for e in wrong[:1]]
    assert says(*made, *without) == ""


def test_what_changes_when_it_is_asked_again_is_told_first():
    right = numbers(2, 3)
    assert says(pair(right, right * 2, again=right * 3)) == "out comes out differently when the same is asked twice"
    assert "differently" not in says(pair(right, right * 2, again=right * 2 * (1 + 1e-9)))
    assert "differently" not in says(pair(right, right * np.nan, again=right * np.nan))


SHAPE = [
    (lambda e: e[:, 1:1, 1:1], "out has no rows and no columns"),
    (lambda e: e[None], "out has 1 axis of a single entry too many; the numbers themselves are right"),
    (lambda e: np.abs(e[None]) + 1, "out has 1 axis of a single entry too many"),
    (lambda e: e.sum(0), "the axis of images is missing in out: summed up"),
    (lambda e: e[0] * 3, "the axis of images is missing in out"),
    (lambda e: e.mean((1, 2)), "the axes of rows and columns are missing in out: averaged"),
    (lambda e: np.stack([e / 2, e / 2]), "out has 1 axis too many; summed over them out would be right"),
    (lambda e: e.swapaxes(0, 1), "images and rows of out are exchanged; the numbers themselves are right"),
    (lambda e: e.transpose(0, 3, 1, 2), "the axes of out come in the order images, filters, rows, columns"),
    (lambda e: np.pad(e, ((0, 0), (1, 1), (1, 1), (0, 0))),
     "out has 2 rows and columns too many; the right numbers stand in the middle of it"),
    (lambda e: e[:, :-1], "out has 1 row too few, missing at the end; the others are right"),
    (lambda e: np.zeros((len(e), e.shape[1], e.shape[1], e.shape[3])), "out has as many columns as rows"),
    (lambda e: np.zeros(()), "out has no axes where 4 are expected"),
]  # fmt: skip
UNLIKE = ((2, 3, 5, 4), (3, 6, 4, 2))


@pytest.mark.parametrize(("make", "text"), SHAPE, ids=[text[:45] for _, text in SHAPE])
def test_a_wrong_shape_is_told_by_its_axes(make, text):
    assert says(*pairs_by(make, UNLIKE)).startswith(text)


def test_what_is_too_long_may_be_a_setting():
    made = [
        pair(right, np.pad(right, ((0, 0), (p, p), (p, p), (0, 0))), padding=p)
        for right, p in ((numbers(*UNLIKE[0]), 1), (numbers(*UNLIKE[1]), 2))
    ]
    text = "out has 2·padding rows and columns too many; the right numbers stand in the middle of it"
    assert says(*made) == text


def test_wrong_shapes_and_wrong_numbers_are_told_apart():
    values = pairs_by(np.negative, UNLIKE)
    shapes = pairs_by(lambda e: e.sum(0), UNLIKE)
    assert says(*values, *shapes) == "where the shape is wrong: the axis of images is missing in out: summed up"


def test_an_array_that_was_not_kept_is_told_by_its_shape():
    assert says(pair(numbers(2, 3), None, words={})) == "out has 1 axis where 2 are expected"


def test_without_names_axes_are_numbered():
    made = pairs_by(lambda e: np.broadcast_to(e.sum(1, keepdims=True), e.shape), ((3, 4), (2, 5)), words={})
    assert says(*made).startswith(
        "out is the same for every entry along axis 1: the sum over the entries along axis 1"
    )


NAMED = {"out": ("batch", "height", "width")}


def test_the_numbers_of_a_size_have_names():
    def sizes(change):
        asked = [[2, 5, 7], [3, 8, 8], [1, 4, 6]]
        return [pair(size, change(*size), words=NAMED) for size in asked if list(change(*size)) != size]

    assert says(*sizes(lambda n, h, w: [n, h - 1, w - 1])) == "height and width are 1 too small; batch is right"
    assert says(*sizes(lambda n, h, w: [n, w, h])) == "height and width are exchanged"
    assert says(*sizes(lambda n, h, w: [n, h, h])) == "width is what height should be; batch and height are right"
    rounded = "the numbers of out would be right if they were rounded down to whole ones"
    assert says(*sizes(lambda n, h, w: [n, h + 0.5, w])) == rounded


def test_a_row_made_of_gradients_is_told_by_its_parts():
    words, inputs = {"out": ("b1", "w1", "w2")}, {"b1": numbers(3), "w1": numbers(4, 2), "w2": numbers(5)}
    right = numbers(16)
    got = right.copy()
    got[3:11] *= 2
    assert (
        says(pair(right, got, words=words, inputs=inputs))
        == "of out that of w1 is wrong, those of b1 and w2 are right"
    )


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.booleans())
@settings(max_examples=150, deadline=None)
def test_random_answers_are_given_no_sentence_that_means_anything(seed, cases, small):
    """Faint sentences may be true of them by chance, as of any few numbers; then they are true."""
    generator = np.random.default_rng(seed)
    made = []
    for _ in range(cases):
        shape = tuple(generator.integers(2, 5, 4))
        right, got = generator.integers(-60, 60, (2, *shape)) + 0.0 if small else generator.normal(size=(2, *shape))
        made.append(pair(right, got, inputs={"x": generator.normal(size=shape)}, N=int(shape[0]), k=2))
    found = look(made)
    assert found is None or found.faint


def test_right_answers_are_given_none():
    right = numbers(2, 3, 4, 2)
    assert says(pair(right, right), pair(right * 2, right * 2 * (1 + 1e-6))) == ""
    assert look([]) is None


def test_axes_that_another_case_does_not_have_break_nothing():
    """Which are looked for comes from one case."""
    assert says(pair(np.zeros(0), np.zeros((0, 0, 0))), pair(np.array(1.5), np.zeros(0))) == ""
    assert says(pair(np.ones((1, 1, 2)), np.zeros(2)), pair(np.ones(1), np.array(0.0))) == ""


EXTREME = st.sampled_from([0.0, 1.0, -1.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, 2.0])


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_nothing_that_a_program_sends_breaks_it(data):
    made = []
    for _ in range(data.draw(st.integers(1, 3))):
        shapes = [tuple(data.draw(st.lists(st.integers(0, 3), max_size=5))) for _ in range(2)]
        if data.draw(st.booleans()):
            shapes[1] = shapes[0]
        right = numbers(*shapes[0]) if shapes[0] else np.array(1.5)
        size = int(np.prod(shapes[1]))
        got = np.array(data.draw(st.lists(EXTREME, min_size=size, max_size=size))).reshape(shapes[1])
        words = data.draw(st.sampled_from([IMAGES, KERNEL, NAMED, {}]))
        made.append(pair(right, got, words=words, inputs={"x": right, "b": numbers(2)}, N=2, padding=0))
    found = look(made)
    assert found is None or spoken(found.says, "out", many=True)
