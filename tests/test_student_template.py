"""What students receive is made from the reference, and nobody edits it by hand."""

import ast
from pathlib import Path

import pytest

from autograder.author.template import differences, template_files

ROOT = Path(__file__).resolve().parents[1]
HOMEWORKS = [path.parent.name for path in sorted(ROOT.glob("rubrics/*/rubric.yaml"))]


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_the_template_in_the_repository_is_current(homework):
    files = template_files(homework, ROOT / "reference" / homework)
    assert differences(files, ROOT / "student_template" / homework) == []


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_no_line_of_a_solution_is_left_in_the_template(homework):
    for path in (ROOT / "student_template" / homework).rglob("*.py"):
        assert "solution" not in path.read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_every_stub_names_its_task(homework):
    tasks = [
        node.exc.args[0].value
        for path in sorted((ROOT / "student_template" / homework).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "Task" in ast.dump(node)
    ]
    assert tasks
    assert all(task.startswith("Task ") for task in tasks)
    assert len(set(tasks)) == len(tasks)
