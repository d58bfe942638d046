import decimal
import fractions
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.box.inside import wire
from autograder.box.inside.plain import MOST_BYTES, changed, plain


class Liar(np.ndarray):
    """Equal to everything, of any shape, and dangerous to unpickle."""

    def __eq__(self, other):
        return True

    __hash__ = None

    def __array__(self, *_, **__):
        raise AssertionError("asked the student's class")

    def __array_finalize__(self, other):
        pass

    def __array_ufunc__(self, *_, **__):
        return 0.0

    def __array_function__(self, *_, **__):
        return 0.0

    def __reduce__(self):
        raise AssertionError("pickled")

    shape = property(lambda self: (99,))
    dtype = property(lambda self: np.dtype(object))
    tobytes = astype = copy = property(lambda self: 1 / 0)


@pytest.mark.parametrize(
    ("value", "dtype", "shape"),
    [
        (np.arange(6).reshape(2, 3), "int64", [2, 3]),
        (np.float32([1, 2]), "float32", [2]),
        (np.zeros((0, 3)), "float64", [0, 3]),
        (np.array(1.5), "float64", []),
        (np.array([True, False]), "bool", [2]),
        (np.uint8(3), "uint8", []),
        (np.float16([1]), "float16", [1]),
        (True, "bool", []),
        (7, "int64", []),
        (1.5, "float64", []),
        (float("nan"), "float64", []),
        ((1, 4, 4, 2), "int64", [4]),
        ([1, 2.5], "float64", [2]),
        ([[1, 2], [3, 4]], "int64", [2, 2]),
        ([np.ones(2), np.zeros(2)], "float64", [2, 2]),
        ([np.int64(3), 4], "int64", [2]),
        ([], "float64", [0]),
        (np.arange(10)[::2], "int64", [5]),
        (np.arange(6).reshape(2, 3).T, "int64", [3, 2]),
        (np.asfortranarray(np.ones((2, 3))), "float64", [2, 3]),
        (np.arange(3, dtype=">i4"), "int32", [3]),
        (np.broadcast_to(1.0, (2, 2)), "float64", [2, 2]),
        (np.ma.masked_array([1, 2], [0, 1]), "int64", [2]),
    ],
)  # fmt: skip
def test_numbers_keep_their_type_and_shape(value, dtype, shape):
    array = plain(value)
    assert type(array) is np.ndarray
    assert (array.dtype.name, list(array.shape)) == (dtype, shape)
    np.testing.assert_array_equal(array, np.asarray(value))
    assert array.flags.c_contiguous
    assert array.dtype.isnative


def test_none_is_none():
    assert plain(None) == {"kind": "none"}


def test_of_a_lying_class_only_its_numbers_count():
    array = plain(np.zeros(3).view(Liar))
    assert type(array) is np.ndarray
    assert (array.dtype, array.tolist()) == (np.float64, [0, 0, 0])


def test_a_matrix_is_an_array():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        array = plain(np.matrix([[1, 2]]))
    assert (array.shape, type(array)) == ((1, 2), np.ndarray)


@pytest.mark.parametrize("value", [np.longdouble("1.5"), np.array([1.5], dtype=np.longdouble)])
def test_longer_numbers_than_can_be_sent_are_sent_as_doubles(value):
    array = plain(value)
    assert array.dtype == np.float64
    assert array.shape == np.shape(value)
    assert array.ravel().tolist() == [1.5]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("text", "str"),
        (b"bytes", "bytes"),
        ({"out": 1}, "dict"),
        ({1, 2}, "set"),
        ((x for x in range(3)), "generator"),
        (map(float, "12"), "map"),
        (range(3), "range"),
        (len, "builtin_function_or_method"),
        (decimal.Decimal(1), "Decimal"),
        (fractions.Fraction(1, 2), "Fraction"),
        (1j, "complex"),
        (np.complex128(1j), "complex128 of complex128"),
        (np.array([1j]), "ndarray of complex128"),
        (np.array(["a"]), "ndarray of <U1"),
        (np.array([None]), "ndarray of object"),
        (np.array([1, "a"], dtype=object), "ndarray of object"),
        (np.array([(1, 2.0)], dtype="i4,f8"), "ndarray of [('f0', '<i4'), ('f1', '<f8')]"),
        (np.array(["2024-01-01"], dtype="M8[D]"), "ndarray of datetime64[D]"),
        (["a", "b"], "list of <U1"),
        ([1, "a"], "list of <U21"),
        ([None, None], "list of object"),
        ([[1, 2], [3]], "list"),
        ([np.ones(2), np.ones(3)], "list"),
        (10**30, "int of object"),
        ([10**30, 1], "list of object"),
    ],
)
def test_what_is_no_array_of_numbers_is_described(value, told):
    assert plain(value) == {"kind": "other", "dtype": told}


def test_a_description_is_short():
    named = type("X" * 500, (), {})
    assert plain(named()) == {"kind": "other", "dtype": "X" * 80}
    fields = np.zeros(1, dtype=[(f"field{n}", "f8") for n in range(100)])
    assert len(plain(fields)["dtype"]) == 80


def test_a_generator_is_not_run_through():
    taken = []
    plain(taken.append(n) for n in range(3))
    assert taken == []


def test_lists_in_lists_end_somewhere():
    deep: list = [1]
    for _ in range(500):
        deep = [deep]
    endless: list = []
    endless.append(endless)
    assert plain(deep)["kind"] == "other"
    assert plain(endless)["kind"] == "other"


def test_an_array_too_large_to_be_sent_keeps_its_shape_and_type():
    value = np.zeros((MOST_BYTES // 4, 2), dtype=np.float32)
    assert plain(value) == {"kind": "array", "dtype": "float32", "shape": [MOST_BYTES // 4, 2], "kept": False}
    assert isinstance(plain(np.zeros(MOST_BYTES // 8)), np.ndarray)


def test_a_view_that_only_looks_huge_is_not_written_out():
    assert plain(np.broadcast_to(1.0, (1 << 20, 1 << 20)))["shape"] == [1 << 20, 1 << 20]


def test_a_list_longer_than_any_answer_is_not_turned_into_numbers():
    assert plain([0] * (MOST_BYTES + 1)) == {"kind": "other", "dtype": "list"}


def test_whatever_is_sent_fits_into_a_frame():
    data = wire.encode({}, {"out": plain(np.zeros(MOST_BYTES // 8))})
    assert len(list(wire.Reader().feed(data))) == 1


def test_an_argument_changed_in_place_is_named():
    kept = {"x": np.ones(3), "w": np.array([np.nan, 1.0])}
    given = {name: array.copy() for name, array in kept.items()}
    assert changed(given, kept) == []
    given["x"] += 1
    assert changed(given, kept) == ["x"]


def test_a_zero_that_changes_its_sign_is_a_change():
    assert changed({"x": np.array(-0.0)}, {"x": np.array(0.0)}) == ["x"]


@settings(max_examples=100, deadline=None)
@given(
    npst.arrays(
        npst.floating_dtypes(endianness="=") | npst.integer_dtypes() | npst.boolean_dtypes(),
        npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    )
)
def test_any_array_of_numbers_survives_the_way(value):
    array = plain(value)
    assert (array.dtype, array.shape) == (value.dtype.newbyteorder("="), value.shape)
    np.testing.assert_array_equal(array, value)
    wire.encode({}, {"out": array})


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.integers(), inner),
        max_leaves=12,
    )
)
def test_any_value_is_sent_as_numbers_or_described(value):
    found = plain(value)
    if isinstance(found, dict):
        assert found["kind"] in ("none", "other")
    else:
        assert type(found) is np.ndarray
        assert found.dtype.kind in "biuf"
