"""The table of hostile notebooks, and that each does what it says where nothing is in its way: to stock nbclient,
with a kernel that nothing confines."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from autograder.box.choose import open_box, strongest
from autograder.box.questions import batch_of
from autograder.errors import SubmissionError
from autograder.grade import gather, grade
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook
from autograder.model import Outcome
from tests.hostile import notebooks, stock, target

TABLE = YAML(typ="safe").load((Path(__file__).parent / "notebooks.yaml").read_text(encoding="utf-8"))
FIELDS = {"executed", "definitions", "refused", "without"}
WAYS = {"executed": {"points", "cells", "cases"}, "definitions": {"points", "cases"}}
CELL_ENDS = {
    "ok", "error", "cpu limit", "wall limit", "memory limit", "output limit", "file limit", "thread limit", "died",
    "not reached",
}  # fmt: skip
CASE_ENDS = {str(outcome) for outcome in Outcome} - {Outcome.OUR_FAILURE}
STOPPED = {"cpu limit", "wall limit"}
MUCH, MANY = 2_000_000, 500


def each(without):
    return pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row["without"] == without])


def texts(given, default):
    return {given} if isinstance(given, str) else set(given or {default})


def numbers(given):
    return given if isinstance(given, list) else [given]


def test_the_table_lists_every_notebook_and_nothing_else():
    assert set(TABLE) == set(notebooks.names())


@pytest.mark.parametrize("name", TABLE)
def test_a_row_of_the_table_says_what_must_happen(name):
    row = TABLE[name]
    assert set(row) - {"without"} in ({"executed", "definitions"}, {"refused"})
    for way in set(row) & set(WAYS):
        assert "points" in row[way]
        assert set(row[way]) <= WAYS[way]
        assert texts(row[way].get("cells"), "ok") <= CELL_ENDS
        assert texts(row[way].get("cases"), "answered") <= CASE_ENDS


@pytest.mark.parametrize("name", TABLE)
def test_an_attack_says_what_it_tries(name):
    text = (notebooks.ATTACKS / f"{name}.py").read_text(encoding="utf-8")
    assert re.match(r'"""[A-Z].+[.?]"""\n\n+# %%', text)


@pytest.fixture(scope="module")
def box():
    key, _ = target.key()
    with closing(open_box(("numpy", "IPython"), key.rubric.limits, strongest())) as opened:
        yield opened


@pytest.fixture
def graded_by_definitions(box, tmp_path, world):
    """What a notebook's definitions are worth, as a module."""
    key, arrays = target.key()

    def graded(notebook):
        (tmp_path / "solution.py").write_text(lift(read_notebook(notebook, "x.ipynb")).source, encoding="utf-8")
        (tmp_path / "world.py").write_text(world.describe(gentle=False), encoding="utf-8")
        gathered = gather(tmp_path, key, arrays, batch_of(key, arrays), box)
        ends = {answer.outcome.value for answer in gathered.evidence.answers.values()}
        return float(grade(key, arrays, gathered).earned), ends

    return graded


def test_an_honest_notebook_has_full_marks_by_its_definitions(graded_by_definitions):
    assert graded_by_definitions(notebooks.honest()) == (target.FULL, {"answered"})


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "definitions" in row])
def test_by_its_definitions_it_gains_nothing(name, graded_by_definitions, world):
    wanted = TABLE[name]["definitions"]
    points, ends = graded_by_definitions(notebooks.attack(name))
    assert points in numbers(wanted["points"])
    assert ends <= texts(wanted.get("cases"), "answered")
    assert world.harm() == []


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "refused" in row])
def test_it_is_refused_before_anything_runs(name):
    with pytest.raises(SubmissionError, match=TABLE[name]["refused"]):
        read_notebook(notebooks.attack(name), "x.ipynb")


@pytest.fixture
def someone(tmp_path, world):
    """Who runs notebooks in a kernel that nothing confines, gently; twice in one test is in one folder."""
    _, arrays = target.key()
    secret = str(world.place["SECRET_FILE"])
    yield stock.Stock(tmp_path, arrays, world.describe(gentle=True), AUTOGRADER_SECRET_FILE=secret)
    world.forget()


@pytest.mark.long
def test_an_honest_notebook_has_full_marks_from_everybody(someone):
    _, arrays = target.key()
    assert someone.asked(notebooks.honest()).judged_points(arrays) == target.FULL
    tested = someone.tested(notebooks.honest())
    assert tested.naive_points == target.FULL
    assert set(tested.errors) == {""}


@pytest.mark.long
def test_wrong_functions_alone_fool_nobody(someone):
    _, arrays = target.key()
    wrong = notebooks.with_cells(notebooks.honest(), "double = total = lambda x: x * 0")
    assert someone.tested(wrong).naive_points == 0
    assert someone.asked(wrong).judged_points(arrays) == 0


@pytest.mark.long
@each("naive")
def test_it_fools_a_grader_that_tests_in_the_same_kernel(name, someone):
    assert someone.tested(notebooks.attack(name)).naive_points == target.FULL


@pytest.mark.long
@each("loot")
def test_it_works_where_nothing_confines_it(name, someone):
    someone.run(notebooks.honest())
    assert notebooks.loot(someone.run(notebooks.attack(name)).outputs)


@pytest.mark.long
@each("next")
def test_the_notebook_after_it_is_hit(name, someone):
    someone.run(notebooks.attack(name))
    assert notebooks.loot(someone.run(notebooks.honest()).outputs)


@pytest.mark.long
@each("shown")
def test_what_it_shows_is_stored_as_it_is(name, someone):
    assert "SHOWN" in someone.run(notebooks.attack(name)).all_but_sources


@pytest.mark.long
@each("floods")
def test_what_is_stored_grows_without_bounds(name, someone):
    ran = someone.run(notebooks.attack(name))
    assert len(ran.all_but_sources) > MUCH or max(len(cell["outputs"]) for cell in ran.cells) > MANY


@pytest.mark.long
@each("dies")
def test_the_kernel_is_lost_with_all_that_comes_after(name, someone):
    assert someone.run(notebooks.attack(name)).ended == "died"


@pytest.mark.long
@each("stuck")
def test_a_client_with_a_limit_for_each_cell_does_not_come_back(name, someone):
    assert someone.run(notebooks.attack(name), deadline=5 * stock.CELL_SECONDS).ended == "stuck"


@pytest.mark.long
@each("breaks")
def test_a_client_breaks_at_it(name, someone):
    assert someone.run(notebooks.attack(name)).ended.startswith("broke: ")


@pytest.mark.long
@each("same")
def test_it_needs_no_jail_to_be_held(name, someone):
    """Each cell ends here, too, as the table says, and what its functions answer is worth no more."""
    _, arrays = target.key()
    wanted = TABLE[name]["executed"]
    ran = someone.asked(notebooks.attack(name))
    ends, cases = texts(wanted.get("cells"), "ok"), texts(wanted.get("cases"), "answered")
    assert ran.ended == "done" or ends & STOPPED or (ran.ended == "died" and "exited" in cases)
    for error in ran.errors[:-1]:
        assert ends & ({"error"} | STOPPED) if error else "ok" in ends, error
    assert ran.judged_points(arrays) in numbers(wanted["points"])
