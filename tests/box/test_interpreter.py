import json
import subprocess
import sys

from autograder.box.interpreter import clean_environment, command


def test_the_environment_is_made_of_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SECRET_FILE", "/home/secret")
    monkeypatch.setenv("HOME", "/home/instructor")
    found = clean_environment()
    assert not {"HOME", "USER", "PWD", "AUTOGRADER_SECRET_FILE", "PYTHONPATH"} & set(found)
    assert {name for name, value in found.items() if value == "1"} == {
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"
    }  # fmt: skip


def test_the_hash_of_a_text_is_the_same_in_every_process():
    assert clean_environment()["PYTHONHASHSEED"] == "0"


def test_the_interpreter_is_this_one_and_looks_nowhere_else(tmp_path):
    """Started by file path: neither the folder one stands in nor that of the file is on its path."""
    python, *flags, file = command()
    assert python == sys.executable
    code = "import json, sys; print(json.dumps([sys.path, sys.flags.no_user_site, sys.dont_write_bytecode]))"
    said = subprocess.run(
        [python, *flags, "-c", code], cwd=tmp_path, env=clean_environment(), capture_output=True, check=True
    )
    path, no_user_site, no_bytecode = json.loads(said.stdout)
    assert str(tmp_path) not in path
    assert "" not in path
    assert not any(folder.endswith("inside") for folder in path)
    assert (no_user_site, no_bytecode) == (1, True)
    assert file.endswith("box/inside/__main__.py")
