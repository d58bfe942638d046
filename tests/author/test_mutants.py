"""Mutants change one thing at one place of what students write, and are the same on every machine."""

import ast

import pytest

from autograder.author.audit_edits import Source, edits
from autograder.author.mutants import find_mutants, write_mutant
from autograder.author.texts import texts_of
from autograder.course.rubric import read_rubric

HEAD = "def twice(x):\n    # begin solution: Task 1: doubling\n"
TAIL = "\n    # end solution\n"


@pytest.fixture
def lines_of(small):
    """The changed lines that come of one line of a solution."""

    def made(line):
        small.write(small.homework.reference / "layer.py", f"{HEAD}    {line}{TAIL}")
        return [mutant.code for mutant in mutants(small)]

    return made


def mutants(small, asked=("twice",)):
    return find_mutants(small.homework.reference, read_rubric(small.homework.rubric), asked)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return x + k", ["return x - k"]),
        ("return (x) * (k)", ["return (x) + (k)"]),
        ("return x // k", ["return x * k", "return x / k"]),
        ("return x ** k", ["return x * k"]),
        ("return -x", ["return x"]),
        ("return not x", ["return  x"]),
        ("return x < k", ["return x <= k", "return x >= k"]),
        ("return x == k", ["return x != k"]),
        ("return x and k or m", ["return x or k or m", "return x and k and m"]),
        ("x += k", ["x = k", "x -= k"]),
        ("return x[3]", ["return x[2]", "return x[4]"]),
        (
            "return x.sum(axis=1)",
            ["return x.mean(axis=1)", "return x.sum(axis=0)", "return x.sum(axis=2)", "return x.sum()"],
        ),
        ("return f(keepdims=True)", ["return f(keepdims=False)", "return f()"]),
        ("return f(a, b, seed=s, bias=t)", ["return f(a, b, bias=t)", "return f(a, b, seed=s)"]),
        ("return f(seed=s, bias=t)", ["return f(bias=t)", "return f(seed=s)"]),
        ("return f(a, **more)", []),
        ("step(k, m)", ["pass"]),
        ("model.eval()", ["pass"]),
        ("return x.abs() * k", ["return x * k", "return x.abs() + k"]),
        ("return x.flatten(1)", ["return x", "return x.flatten(0)", "return x.flatten(2)"]),
        ("return relu(x)", ["return x"]),
        ("return relu(x + k) * m", ["return (x + k) * m", "return relu(x - k) * m", "return relu(x + k) + m"]),
        ("return len(x)", []),
        ("return Linear(k)", []),
        ("return x[a:b]", ["return x[:b]", "return x[a:]"]),
        ("return x[i, j]", ["return x[j, i]"]),
        ("return [n, h, w]", ["return [h, n, w]", "return [n, w, h]"]),
        ("h, w = x", ["w, h = x"]),
        ("return range(n)", ["return range(1, n)", "return range(n + 1)", "return range(n - 1)"]),
        ("return 0.5 - k", ["return 1.0 - k", "return 0.5 + k"]),
        ("return x.max(axis=(i, j))", ["return x.min(axis=(i, j))", "return x.max()"]),
        ("return 'größe', x - k", ["return x - k, 'größe'", "return 'größe', x + k"]),
        ("return x[i, i]", []),
        ("return f'{x}'", []),
    ],
)
def test_one_slip_at_a_time(lines_of, line, expected):
    assert sorted(lines_of(line)) == sorted(expected)


def test_a_mutant_says_where_it_is_and_what_it_does(small):
    [first, second, third] = mutants(small)
    assert first.id == "layer.py:7:15 2 -> 1"
    assert [second.id, third.id] == ["layer.py:7:15 2 -> 3", "layer.py:7:17 * -> +"]
    assert (third.file, third.line, third.code) == ("layer.py", 7, "doubled = 2 + x")


def test_only_what_students_write_is_changed(small):
    reference = "SCALE = 2 + 1\n\n" + HEAD + "    return x + 1" + TAIL + "\n\ndef given(x):\n    return x - 1\n"
    small.write(small.homework.reference / "layer.py", reference)
    small.write(small.homework.reference / "given.py", "SCALE = 3 * 3\n")
    assert {(mutant.file, mutant.line) for mutant in mutants(small)} == {("layer.py", 5)}


def test_code_that_no_case_asks_is_left_as_it_is(small):
    assert mutants(small, asked=()) == []


def test_code_of_an_item_that_is_asked_and_of_one_that_is_not_is_changed(small):
    open_item = (
        "  - {id: training, title: T, check: training, code: layer.py twice, points: 1, earns: {mnist: {9 %: 1}}}\n"
    )
    small.write(small.homework.rubric, small.homework.rubric.read_text() + open_item)
    assert len(mutants(small)) == 3


def test_the_rest_of_the_solution_comes_along(small, tmp_path):
    mutant = mutants(small)[2]
    write_mutant(mutant, small.homework.reference, tmp_path / "out")
    text = (small.homework.reference / "layer.py").read_text()
    assert (tmp_path / "out" / "layer.py").read_text() == text.replace("2 * x", "2 + x")
    assert (tmp_path / "out" / "given.py").is_file()


def test_what_a_notebook_runs_and_does_not_define_is_left_as_it_is(course):
    found = of_homework(course, "cnn_training")
    texts = {mutant.within.cell: mutant.within.text for mutant in found}
    assert all("def " in text for text in texts.values())
    assert any("def train(" in text for text in texts.values())


def test_in_a_notebook_too_code_that_no_case_asks_is_left_as_it_is(course):
    texts = {mutant.within.text for mutant in of_homework(course, "lenet5")}
    assert len(texts) == 5
    assert not any("def train(" in text for text in texts)


@pytest.mark.parametrize("homework", ["lenet5", "cnn_training"])
def test_the_cells_of_a_notebook_have_many_in_one_line_each(course, tmp_path, homework):
    found = of_homework(course, homework)
    assert len(found) >= 150
    assert len({mutant.id for mutant in found}) == len(found)
    write_mutant(found[0], course / "reference" / homework, tmp_path / "out")
    path = course / "reference" / homework / found[0].file
    pairs = zip(texts_of(path, ""), texts_of(tmp_path / "out" / found[0].file, ""), strict=True)
    assert [(a.cell, b.text) for a, b in pairs if a != b] == [(found[0].within.cell, found[0].text)]


def of_homework(course, homework):
    rubric = read_rubric(course / "rubrics" / homework / "rubric.yaml")
    asked = [item.id for item in rubric.items if item.layers is not None or (item.probe and not item.target)]
    return find_mutants(course / "reference" / homework, rubric, asked)


@pytest.mark.parametrize("homework", ["conv_layers", "conv_functions"])
def test_a_homework_has_many_all_different_all_python_and_always_the_same(course, homework):
    rubric = read_rubric(course / "rubrics" / homework / "rubric.yaml")
    asked = [item.id for item in rubric.items if item.probe]
    found = find_mutants(course / "reference" / homework, rubric, asked)
    assert len(found) >= 150
    assert len({mutant.id for mutant in found}) == len({(m.file, m.text) for m in found}) == len(found)
    assert [m.id for m in found] == [m.id for m in find_mutants(course / "reference" / homework, rubric, asked)]
    for mutant in found:
        ast.parse(mutant.text)
        before = (course / "reference" / homework / mutant.file).read_text().split("\n")
        after = mutant.text.split("\n")
        assert [n for n, pair in enumerate(zip(before, after, strict=True), 1) if len(set(pair)) > 1] == [
            mutant.line
        ]


def test_places_are_counted_in_characters():
    source = Source("a = 'größe'; b = 1\n")
    [place] = {source.place(edit.start) for edit in edits(source)}
    assert place == (1, 18)
