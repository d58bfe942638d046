"""The audit of lenet5: its mistakes and mutants stand in the cells of a notebook, and PyTorch computes them."""

from contextlib import closing

import pytest

from autograder.author.audit import audit, plan
from autograder.author.mutants import find_mutants, write_mutant
from autograder.batch.run import Workers
from autograder.box.choose import open_box
from autograder.course.key import read_whole
from autograder.course.rubric import read_rubric
from tests.lenet5.conftest import CORPUS, NOTEBOOK


@pytest.fixture(scope="module")
def mutants(taught):
    rubric = read_rubric(taught.rubric)
    asked = [item.id for item in rubric.items if item.layers is not None or (item.probe and item.target is None)]
    return find_mutants(taught.reference, rubric, asked)


def test_mutants_are_many_and_stand_in_the_cells_that_students_write(mutants, notebooks):
    cells = notebooks.read_notebook(notebooks.REFERENCE)
    numbers = {cell.id: n for n, cell in enumerate(cells, 1)}
    written = ("output-size", "count-parameters", "own-convolution", "own-pooling", "lenet5")
    assert {mutant.within.cell for mutant in mutants} == {numbers[name] for name in written}
    assert len(mutants) >= 130
    assert len({mutant.id for mutant in mutants}) == len(mutants)


def test_a_mutant_differs_from_the_reference_in_one_line_of_one_cell(mutants, taught, notebooks, tmp_path):
    mutant = next(mutant for mutant in mutants if mutant.code == "return torch.stack(seen).mean(dim=1)")
    write_mutant(mutant, taught.reference, tmp_path / "out")
    right = notebooks.read_notebook(notebooks.REFERENCE)
    wrong = notebooks.read_notebook(tmp_path / "out" / NOTEBOOK)
    [(before, after)] = [pair for pair in zip(right, wrong, strict=True) if pair[0] != pair[1]]
    lines = zip(before.source.split("\n"), after.source.split("\n"), strict=True)
    assert [pair for pair in lines if pair[0] != pair[1]] == [
        ("        return torch.stack(seen).mean(dim=0)", "        return torch.stack(seen).mean(dim=1)")
    ]


@pytest.fixture(scope="module")
def audited(taught, taught_folder, isolation):
    rubric = read_rubric(taught.rubric)
    key, arrays = read_whole(taught_folder)
    with closing(Workers(lambda: open_box(rubric.allow, rubric.limits, isolation, rubric.forbidden), 2)) as workers:
        right = sorted((CORPUS / "right").iterdir())
        return audit(plan(taught, key, right), arrays, workers.lent, 2)


@pytest.mark.long
def test_the_audit_passes(audited):
    assert audited.problems == ()


@pytest.mark.long
def test_every_mutant_is_caught_or_was_looked_at(audited):
    assert [mutant.id for mutant in audited.survivors] == []
    assert len(audited.marked("equivalent")) + len(audited.marked("left-open")) <= 10


@pytest.mark.long
def test_no_mistake_is_caught_by_hidden_cases_alone_and_no_right_style_raises_an_alarm(audited):
    assert [mistake.id for mistake in audited.mistakes if mistake.losses.hidden_only] == []
    assert [solution.name for solution in audited.right if solution.alarmed] == []
