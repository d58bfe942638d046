"""Every attack of the table: what it gains at each level (nothing), what it gains where nothing confines it, and
that an honest submission graded right after it gets full marks."""

import re
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from tests.hostile import target
from tests.hostile.conftest import ATTACKS

TABLE = YAML(typ="safe").load((Path(__file__).parent / "attacks.yaml").read_text(encoding="utf-8"))
FIELDS = {"points", "ends", "without", "allowed"}


def attack_of(name):
    return (ATTACKS / f"{name}.py").read_text(encoding="utf-8")


def by_time(names):
    """What breaks off a program mostly waits for a limit: CI runs these with what takes longer."""
    return [pytest.param(name, marks=pytest.mark.long) if name.startswith("break/") else name for name in names]


def texts(given):
    return {given} if isinstance(given, str) else set(given or ())


def test_the_exceptions_are_those_that_are_promised_by_name(course):
    """SECURITY.md lists each attack that succeeds at a level at which grading is allowed."""
    text = (course / "SECURITY.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^- `([a-z]+/[a-z_]+)`:", text, re.MULTILINE))
    assert told == {name for name, row in TABLE.items() if "landlock+seccomp" in row.get("allowed", {})}
    assert not any("full" in row.get("allowed", {}) for row in TABLE.values())


def numbers(given):
    return given if isinstance(given, list) else [given]


def test_the_table_lists_every_attack_and_nothing_else():
    assert set(TABLE) == {path.relative_to(ATTACKS).with_suffix("").as_posix() for path in ATTACKS.rglob("*.py")}
    assert all(set(row) <= FIELDS and {"points", "without"} <= set(row) for row in TABLE.values())


@pytest.mark.parametrize("name", by_time(TABLE))
def test_an_attack_gains_nothing(name, level, grade_at, world):
    row = TABLE[name]
    graded = grade_at(level, attack_of(name))
    assert graded.points in numbers(row["points"]), graded.said
    ends = texts(row.get("ends", "answered"))
    assert graded.ended <= ends, graded.said
    assert graded.ended or "answered" in ends, graded.said
    if level not in row.get("allowed", {}):
        assert "LOOT" not in graded.said
    assert world.bait not in graded.said
    assert "CARRIED" not in graded.told
    assert world.harm() == []
    assert grade_at(level).points == target.FULL


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row["without"] == "loot"])
def test_it_works_where_nothing_confines_it(name, grade_at, world):
    assert "LOOT" in grade_at("none", attack_of(name), gentle=True).said
    world.forget()


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row["without"] == "carried"])
def test_what_it_carries_out_of_hidden_cases_would_be_told_by_a_careless_report(name, grade_at):
    """The instructor's report may tell it, and so it has come as far as that."""
    assert "CARRIED" in grade_at("none", attack_of(name), gentle=True).said


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row["without"] == "same"])
def test_it_needs_no_jail_to_be_held(name, grade_at):
    row, graded = TABLE[name], grade_at("none", attack_of(name), gentle=True)
    assert graded.points in numbers(row["points"]), graded.said
    assert graded.ended <= texts(row.get("ends")), graded.said


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row["without"] == "naive"])
def test_it_fools_a_grader_that_compares_in_the_same_process(name, tmp_path, world):
    """What the box is for: the same file gets full marks from twenty lines that import it and call np.allclose."""
    assert naive_points(name, tmp_path, world) == target.FULL


NAIVE = """
import sys, unittest
sys.path.insert(0, sys.argv[1])
import numpy as np
given = dict(np.load(sys.argv[2]))
class Tests(unittest.TestCase):
    def check(self, name):
        import solution
        for case in sorted({key.split("/in/")[0] for key in given if key.startswith(name + "/") and "/in/" in key}):
            expected = given[case + "/out//out"]
            got = getattr(solution, name)(given[case + "/in/x"].copy())
            assert np.allclose(got, expected)
    def test_double(self): self.check("double")
    def test_total(self): self.check("total")
result = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(Tests))
bad = len(result.failures) + len(result.errors)
print("POINTS", 4 - 2 * bad)
"""


def naive_points(name, folder, world):
    import subprocess
    import sys

    _, arrays = target.key()
    np.savez(folder / "given.npz", **arrays)
    (folder / "solution.py").write_text(target.RIGHT + attack_of(name), encoding="utf-8")
    (folder / "world.py").write_text(world.describe(gentle=True), encoding="utf-8")
    command = [sys.executable, "-c", NAIVE, str(folder), str(folder / "given.npz")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    points = [line.split()[1] for line in said.splitlines() if line.startswith("POINTS")]
    return int(points[-1]) if points else said
