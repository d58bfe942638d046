"""What cells had printed when they were saved, against what they print when they are run again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.claims import LONGEST, MOST, MOST_OF_CELL, claims
from autograder.model import CellRun, Claim, CodeCell, Failure, NotebookSeen, Outcome


def cell(saved, came="", number=1, outcome=Outcome.ANSWERED, error="", message="", **known):
    failure = Failure(type=error, message=message) if error else None
    ended = Outcome.RAISED if error else outcome
    run = CellRun(outcome=ended, prints=came, failure=failure)
    return CodeCell(number=number, begins="x", saved=saved, run=run, **known)


def of(*cells):
    return claims(NotebookSeen(name="hw.ipynb", cells=cells))


def compared(saved, came, **known):
    """What is told of one cell: the number then, the number now, and what it is about."""
    return [(claim.said, claim.came, claim.about) for claim in of(cell(saved, came, **known))]


def test_an_error_that_the_code_does_not_reproduce_is_told_with_both_numbers():
    assert of(cell("dx error: 3e-12\n", "dx error: 1.0\n", number=5)) == (
        Claim(cell=5, said="3e-12", came="1.0", about="dx error"),
    )


SAME = {
    "the same": ("loss: 2.302585", "loss: 2.302585"),
    "within the last place": ("loss: 2.3026", "loss: 2.3027"),
    "fewer places": ("mean 0.53", "mean 0.5281"),
    "a relative 1e-4": ("mean 1.234567", "mean 1.234600"),
    "errors that are tiny in both": ("dx error: 1e-8", "dx error: 3e-9"),
    "an error that is exactly 0": ("dx error: 0.0", "dx error: 2.2e-16"),
    "numbers that are tiny in both": ("mean: -1.25e-08", "mean: 3.10e-09"),
    "small errors, within a factor of ten": ("dw error: 2.1e-6", "dw error: 1.3e-05"),
    "both not a number": ("loss: nan", "loss: nan"),
    "both infinite": ("best: inf", "best: inf"),
    "accuracies within a few points": ("val_acc: 0.512", "val_acc: 0.488"),
    "accuracies in per cent": ("Test accuracy: 93.5%", "Test accuracy: 91.2%"),
    "losses of a training": ("Epoch 3/10 loss: 0.5312", "Epoch 3/10 loss: 0.5498"),
    "error rates of a training": ("epoch 2 validation error 0.085", "epoch 2 validation error 0.101"),
    "seconds": ("took 3.21 s", "took 9.87 s"),
    "seconds without a space": ("done in 3.21s", "done in 9.87s"),
    "a time by its name": ("Elapsed time: 3.21", "Elapsed time: 9.87"),
    "a speed": ("Speedup: 120.5x", "Speedup: 37.9x"),
    "what %time prints": ("Wall time: 3 ms", "Wall time: 9 ms"),
    "a clock": ("now 12:30:01", "now 09:15:59"),
    "a date": ("saved 2024-01-02", "saved 2025-11-30"),
    "an address": ("<Layer object at 0x7f12>", "<Layer object at 0x7e55>"),
    "a hexadecimal number": ("id 0x7f12ab", "id 0x7e5501"),
    "a version": ("numpy 1.26.4", "numpy 2.1.0"),
    "digits of a name": ("conv2 is ready", "conv2 is ready"),
    "a progress bar": (" 10%|█ | 3/30 [00:01<00:09]", " 20%|██ | 6/30 [00:02<00:07]"),
    "what a progress bar has written over": ("step 1\rstep 2\rloss 3.5", "step 9\rloss 3.5"),
    "a warning with its line": ("a.py:12: UserWarning: x is 3.5", "a.py:99: UserWarning: x is 4.5"),
    "memory": ("uses 350 MB", "uses 420 MB"),
    "NumPy 2 and NumPy 1": ("[np.float64(0.5), np.int64(3)]", "[0.5, 3]"),
    "columns": ("[ 1.5 10.25]", "[1.5   10.25]"),
    "another sentence": ("there are 3 layers", "3 weights and 4 biases"),
}


@pytest.mark.parametrize(("saved", "came"), SAME.values(), ids=SAME)
def test_what_is_no_difference_is_not_told(saved, came):
    assert compared(saved, came) == []


DIFFERENT = {
    "an error": ("dx error: 3e-12", "dx error: 1.0", ("3e-12", "1.0", "dx error")),
    "an error in one digit": ("dx error: 3e-12", "dx error: 1e+00", ("3e-12", "1e+00", "dx error")),
    "an error that was zero": ("difference: 0.0", "difference: 0.3", ("0.0", "0.3", "difference")),
    "an error under a heading": ("dx error:\n3e-12", "dx error:\n0.25", ("3e-12", "0.25", "dx error")),
    "an error before its name": ("3e-12 is the error", "0.3 is the error", ("3e-12", "0.3", "is the error")),
    "an error that is not a number": ("error 1e-9", "error nan", ("1e-9", "nan", "error")),
    "an infinite loss": ("loss: 2.3", "loss: inf", ("2.3", "inf", "loss")),
    "a count": ("parameters: 258058", "parameters: 258062", ("258058", "258062", "parameters")),
    "thousands": ("parameters: 258,058", "parameters: 61,706", ("258,058", "61,706", "parameters")),
    "a sign": ("gradient -0.53", "gradient 0.53", ("-0.53", "0.53", "gradient")),
    "zero with an exponent": ("norm 0e+00", "norm 1e+00", ("0e+00", "1e+00", "norm")),
    "behind what was written over": ("a 1\ra 2\rnorm 3.5", "a 9\rnorm 4.5", ("3.5", "4.5", "norm")),
    "an exponent": ("norm 1.5e-03", "norm 1.5e-02", ("1.5e-03", "1.5e-02", "norm")),
    "an accuracy": ("Test accuracy: 93.5%", "Test accuracy: 10.0%", ("93.5%", "10.0%", "Test accuracy")),
    "an accuracy as a part": ("acc = 0.93", "acc = 0.71", ("0.93", "0.71", "acc")),
    "a loss of a training": ("Epoch 9 loss: 0.12", "Epoch 9 loss: 2.30", ("0.12", "2.30", "loss")),
    "in a list": ("[1, 2, 3]", "[1, 2, 4]", ("3", "4", "")),
    "in an array": ("w: [[1.  2. ]\n [3.  0.5]]", "w: [[1.  2. ]\n [3.  0.9]]", ("0.5", "0.9", "w")),
    "one and zero": ("[1. 0.]", "[0. 0.]", ("1.", "0.", "")),
    "in a dictionary": ("{'n': 3, 'k': 4}", "{'n': 3, 'k': 5}", ("4", "5", "k")),
    "a scalar of NumPy 2": ("0.5", "np.float64(-0.138)", ("0.5", "-0.138", "")),
    "a shape": ("(4, 5, 5, 3)", "(4, 5, 5, 2)", ("3", "2", "")),
    "beside a time": ("took 3.1 s, norm 2.5", "took 9.1 s, norm 3.5", ("2.5", "3.5", "norm")),
    "beside a version": ("numpy 1.2.3: 4.5", "numpy 1.9.3: 6.5", ("4.5", "6.5", "numpy")),
}  # fmt: skip


@pytest.mark.parametrize(("saved", "came", "told"), DIFFERENT.values(), ids=DIFFERENT)
def test_a_difference_is_told_with_what_it_is_about(saved, came, told):
    assert compared(saved, came) == [told]


def test_one_more_line_shifts_no_others():
    saved = "dx error: 1e-9\ndw error: 2e-9\ndb error: 3e-9\n"
    came = "layer 1 of 3\ndx error: 1e-9\nnorm: 3.5\ndw error: 0.5\ndb error: 3e-9\n"
    assert compared(saved, came) == [("2e-9", "0.5", "dw error")]
    assert compared(came, saved) == [("0.5", "2e-9", "dw error")]


def test_lines_of_a_training_are_found_by_their_whole_numbers():
    saved = "".join(f"Epoch {n} loss: {5 / n:.4f}\n" for n in range(1, 9))
    came = "".join(f"Epoch {n} loss: {5 / n:.4f}\n" for n in range(3, 13))
    assert compared(saved, came) == []
    assert compared(saved, came.replace("5 loss: 1.0000", "5 loss: 4.0000")) == [("1.0000", "4.0000", "loss")]


def test_lines_that_nobody_can_tell_apart_are_not_compared_unless_equally_many():
    assert compared("loss 3.5\nloss 4.5", "loss 1.5\nloss 2.5\nloss 3.5") == []
    assert compared("loss 3.5\nloss 4.5", "loss 3.5\nloss 9.5") == [("4.5", "9.5", "loss")]


def test_an_array_that_is_broken_into_other_lines_is_compared_number_by_number():
    assert compared("[1.5 2.5\n 3.5 4.5]", "[1.5\n 2.5 3.5\n 9.5]") == [("4.5", "9.5", "")]


def test_lines_that_were_cut_are_not_compared():
    assert compared("n: 1234\nm: 12\n[…]\n34\nk: 5", "n: 1234\nm: 1299\nk: 5") == []
    assert compared("n: 1234\nm: 12\n[…]\n34\nk: 5", "n: 1234\nm: 1299\nk: 6") == [("5", "6", "k")]


def test_of_one_line_the_first_difference_is_told():
    assert compared("[1 2 3 4]", "[1 9 9 9]") == [("2", "9", "")]


def test_of_a_cell_a_few_lines_are_told_and_the_rest_is_counted():
    saved = "".join(f"{name} error: 1e-9\n" for name in "abcde")
    found = of(cell(saved, saved.replace("1e-9", "0.5")))
    assert [claim.about for claim in found] == ["a error", "b error", "c error"]
    assert [claim.more for claim in found] == [0, 0, 2]
    assert len(found) == MOST_OF_CELL


def test_of_a_notebook_so_much_is_told_as_a_person_reads():
    cells = [cell("n: 3", "n: 4", number=n) for n in range(1, MOST + 9)]
    assert [claim.cell for claim in of(*cells)] == list(range(1, MOST + 1))


@pytest.mark.parametrize(
    ("saved", "came"),
    [
        ("dx error: 3e-12", "dx error: 1.0"),
        ("difference: 0.0", "difference: 0.02"),
        ("error: 0.4", "error: 1e-9"),
        ("error: 1e-9", "error: nan"),
        ("accuracy: 0.93", "accuracy: 0.11"),
        ("Test accuracy: 93.5%", "Test accuracy: 10.0%"),
        ("training error: 0.02", "training error: 0.9"),
    ],
)
def test_of_a_loose_cell_a_gross_contradiction_is_told(saved, came):
    assert len(compared(saved, came, loose=True)) == 1


@pytest.mark.parametrize(
    ("saved", "came"),
    [
        ("dx error: 3e-7", "dx error: 5e-5"),
        ("error: 0.3", "error: 0.9"),
        ("accuracy: 0.93", "accuracy: 0.81"),
        ("loss: 0.3", "loss: 2.3"),
        ("[0.3 0.5]", "[0.9 0.1]"),
        ("n: 3", "n: 4"),
        ("n: 3", ""),
    ],
)
def test_of_a_loose_cell_nothing_else_is_told(saved, came):
    assert compared(saved, came, loose=True) == []


def test_nothing_saved_is_no_claim():
    assert of(cell("", "dx error: 1.0"), cell(" \n", "", error="ValueError")) == ()


def test_a_cell_that_was_not_run_is_not_compared():
    never = CodeCell(number=1, begins="x", saved="dx error: 3e-12")
    assert of(never, cell("n: 3", outcome=Outcome.NOT_REACHED), cell("n: 3", outcome=Outcome.OUR_FAILURE)) == ()


def test_a_cell_that_prints_nothing_any_more_is_told_if_it_had_printed_numbers():
    assert of(cell("dx error: 3e-12\n", "\n")) == (Claim(cell=1, said="3e-12", about="dx error"),)
    assert of(cell("All right\n", "")) == ()
    assert of(cell("took 3 s\nElapsed time: 4.5\n", "")) == ()


def test_a_cell_that_had_printed_something_and_raises_is_told():
    (claim,) = of(cell("\nAll tests passed\n", error="AssertionError", message="0.5 is not below 1e-6"))
    assert claim == Claim(cell=1, said="All tests passed", raises="AssertionError")


def test_what_a_raising_cell_had_printed_before_is_compared():
    first, second = of(cell("dx error: 3e-12\nfine", "dx error: 1.0\n", error="AssertionError"))
    assert (first.came, second.raises) == ("1.0", "AssertionError")


def test_a_cell_that_raised_when_it_was_saved_claims_nothing_by_that():
    assert of(cell("so far", error="ValueError", failed="ValueError")) == ()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ("FileNotFoundError", "data.npy"),
        ("ModuleNotFoundError", "No module named 'google'"),
        ("ImportError", "x"),
        ("PermissionError", ""),
        ("OSError", ""),
        ("ConnectionError", ""),
        ("URLError", ""),
        ("gaierror", ""),
        ("SSLCertVerificationError", ""),
        ("KeyboardInterrupt", ""),
        ("StdinNotImplementedError", ""),
        ("UsageError", ""),
        ("RuntimeError", "Found no NVIDIA driver on your system"),
        ("AssertionError", "Torch not compiled with CUDA enabled"),
        ("RuntimeError", "Dataset not found. You can use download=True to download it"),
    ],
)
def test_what_only_the_students_machine_has_is_no_contradiction(error, message):
    assert of(cell("fine", error=error, message=message)) == ()


LIMITS = [
    Outcome.CPU_LIMIT, Outcome.WALL_LIMIT, Outcome.MEMORY_LIMIT, Outcome.OUTPUT_LIMIT, Outcome.THREAD_LIMIT,
    Outcome.FILE_LIMIT, Outcome.EXITED, Outcome.CRASHED, Outcome.UNREADABLE,
]  # fmt: skip


@pytest.mark.parametrize("outcome", LIMITS)
def test_of_a_cell_that_was_cut_short_only_what_it_printed_is_compared(outcome):
    assert of(cell("norm: 3.5\nmean: 4.5", "norm: 3.5\n", outcome=outcome)) == ()
    assert of(cell("norm: 3.5\nmean: 4.5", "", outcome=outcome)) == ()
    assert len(of(cell("norm: 3.5\nmean: 4.5", "norm: 9.5\n", outcome=outcome))) == 1


def test_nothing_is_told_of_a_cell_that_stands_on_one_that_did_not_come_to_its_end():
    assert of(cell("accuracy: 0.93", "accuracy: 0.1", number=7, after=5)) == ()
    assert of(cell("fine", error="ValueError", number=7, after=5)) == ()


def test_a_missing_name_is_told_only_if_every_cell_before_came_to_its_end():
    undefined = cell("fine", error="NameError", message="name 'x' is not defined", number=2)
    assert len(of(cell("", ""), undefined)) == 1
    assert of(cell("", error="ModuleNotFoundError"), undefined) == ()
    assert len(of(cell("", error="ModuleNotFoundError"), cell("fine", error="ValueError", number=2))) == 1


def test_what_is_told_is_short():
    (claim,) = of(cell("e" * 500 + " error: " + "1" * 500, "e" * 500 + " error: 3"))
    assert max(map(len, (claim.said, claim.came, claim.about))) == LONGEST
    (claim,) = of(cell("f" * 500, error="E" * 500))
    assert max(map(len, (claim.said, claim.raises))) == LONGEST


PIECES = st.sampled_from(
    [
        "1",
        "3e-12",
        "1e9999",
        "-",
        ".",
        "nan",
        "inf",
        "error",
        "acc",
        "#",
        "\0",
        "%",
        " ",
        "\n",
        "\r",
        "[…]",
        ",",
        "0x1",
        "½",
        "٣",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


@given(TEXTS, TEXTS, st.booleans())
def test_no_text_raises_and_every_claim_says_two_things(saved, came, loose):
    for claim in of(cell(saved, came, loose=loose)):
        assert claim.said != claim.came


@given(TEXTS, st.booleans())
def test_what_prints_the_same_again_is_never_told(text, loose):
    assert of(cell(text, text, loose=loose)) == ()


@pytest.mark.parametrize("piece", ["1\n", "1,111", "1.", "1e", "9", "a1 ", "<at 0x", "12:", "1 s", "-1"])
def test_a_text_that_says_one_thing_over_and_over_is_read_as_any_other(piece):
    text = piece * 2000
    assert of(cell(text, text)) == ()
