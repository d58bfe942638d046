"""The example workflow for submission repositories: its shell steps are run here as a runner would run them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = YAML(typ="safe").load((ROOT / "docs" / "examples" / "check.yml").read_text(encoding="utf-8"))
STEPS = [step for step in WORKFLOW["jobs"]["check"]["steps"] if "run" in step]


@pytest.fixture
def repository(tmp_path, key_folder):
    """A student's repository with the public key, and a list of requirements that are met already."""
    shutil.copytree(ROOT / "tests/submissions/conv_layers/wrong/dx_empty_at_padding_0", tmp_path / "repo")
    shutil.copy(key_folder / "public.key", tmp_path / "repo" / "conv_layers.key")
    (tmp_path / "repo" / "requirements-check.txt").write_text("numpy\n")
    return tmp_path / "repo"


def run_steps(repository: Path) -> list[int]:
    """Like a runner: bash -e, one step after the other, the rest skipped after a failure."""
    binaries = str(Path(sys.executable).parent)
    env = {
        **os.environ,
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(repository / "summary"),
    }
    codes = []
    for step in STEPS:
        done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=repository, env=env, check=False)
        codes.append(done.returncode)
        if done.returncode:
            break
    return codes


def test_a_lost_point_makes_the_run_red_and_the_report_is_there_all_the_same(repository):
    assert run_steps(repository) == [0, 1]
    assert "dx comes back empty when padding is 0" in (repository / "summary").read_text(encoding="utf-8")
    assert "dx comes back empty" in (repository / "report" / "report.html").read_text(encoding="utf-8")


def test_a_right_submission_makes_it_green(repository):
    shutil.rmtree(repository / "lib")
    shutil.copytree(ROOT / "tests/submissions/conv_layers/right/im2col/lib", repository / "lib")
    assert run_steps(repository) == [0, 0]


def test_the_report_is_kept_whatever_the_check_says():
    uploads = [step for step in WORKFLOW["jobs"]["check"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert [step["if"] for step in uploads] == ["always()"]
    assert [step["with"]["path"] for step in uploads] == ["report"]
