"""Cells on a warm, confined kernel: what they print, how they end, and that no notebook meets the next."""

import base64
import os
import time
from pathlib import Path

import pytest

from autograder.box.seam import CellsRun
from autograder.box.warm import WarmBox
from autograder.errors import BoxError
from autograder.model import Outcome
from tests.box.kernel.conftest import LIMITS, ends, printed

pytestmark = pytest.mark.long

FOREVER = "n = 0\nwhile True:\n    n += 1"
STUBBORN = (
    "n = 0\nwhile True:\n    try:\n        while True:\n            n += 1\n    except BaseException:\n        pass"
)


def test_cells_run_in_order_and_share_their_names(ran):
    executed = ran("x = 2", "def f(y):\n    return x * y", "print(f(3))", "f(4)")
    assert ends(executed) == ["answered"] * 4
    assert printed(executed) == ["", "", "6\n", "8"]
    assert executed.alive


def test_the_files_of_the_hand_in_lie_in_the_working_folder(ran):
    assert printed(ran("from lib.a import STEP\nprint(STEP, open('lib/a.py').read())")) == ["3 STEP = 3\n\n"]


def test_the_working_folder_can_be_written_and_what_was_handed_in_stays(handed_in, ran):
    source = (
        "open('lib/a.py', 'w').write('STEP = 4')\nopen('out.txt', 'w').write('x')\nprint(open('lib/a.py').read())"
    )
    assert printed(ran(source)) == ["STEP = 4\n"]
    assert (handed_in._source / "lib" / "a.py").read_text() == "STEP = 3\n"


def test_a_cell_that_fails_does_not_stop_the_next(ran):
    executed = ran("1/0", "print(1)")
    assert ends(executed) == ["raised", "answered"]
    assert executed.ends[0].detail == "ZeroDivisionError"
    assert printed(executed)[1] == "1\n"


def test_a_cell_that_fails_stops_the_others_where_the_rubric_says_so(ran):
    executed = ran("1/0", "print(1)", stop_at_error=True)
    assert ends(executed) == ["raised", "not reached"]
    assert printed(executed)[1] == ""


def test_cells_can_be_left_out(ran):
    executed = ran("x = 1", "x = 2", "print(x)", skipped={1: "not run again: training"})
    assert (ends(executed), printed(executed)[2]) == (["answered", "not reached", "answered"], "1\n")
    assert executed.ends[1].detail == "not run again: training"


def test_a_plot_comes_back_as_a_picture(ran):
    executed = ran("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    [picture] = [output["data"]["image/png"] for output in executed.outputs[0] if "data" in output]
    assert base64.b64decode(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "magic", ["%load_ext autoreload\n%autoreload 2", "%matplotlib inline", "%time x = 1", "x = 1\n%who"]
)
def test_usual_magics_work(ran, magic):
    assert ends(ran(magic, "print(1)")) == ["answered", "answered"]


@pytest.mark.parametrize(
    "line", ["!wget http://example.org/x", "%pip install x", "%%bash\nls", "a = !ls", "!!ls", "%system ls"]
)
def test_other_programs_are_told_and_not_run(ran, line):
    executed = ran(line, "print(1)")
    assert ends(executed) == ["answered", "answered"]
    assert printed(executed)[0].startswith("Not run here: ")


def test_after_a_line_that_is_not_run_the_cell_goes_on(ran):
    assert printed(ran("!wget x\nprint(5)")) == ["Not run here: wget x\n5\n"]


def test_awaiting_threads_and_input_end_like_in_any_notebook(ran):
    executed = ran(
        "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')",
        "import threading\nt = threading.Thread(target=print, args=('thread',))\nt.start(); t.join()",
        "input()",
    )
    assert ends(executed) == ["answered", "answered", "raised"]
    assert printed(executed)[:2] == ["awaited\n", "thread\n"]
    assert executed.ends[2].detail == "StdinNotImplementedError"


def test_a_cell_without_end_is_interrupted_and_the_next_runs(ran):
    executed = ran(FOREVER, "print(1)", cell_seconds=0.3)
    assert ends(executed) == ["cpu limit", "answered"]
    assert executed.ends[0].detail == "after 0.3 s of computing in this cell"
    assert printed(executed)[1] == "1\n"


@pytest.mark.parametrize(
    "source", [STUBBORN, f"import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n{FOREVER}"]
)
def test_a_cell_that_swallows_interrupts_is_killed(ran, source):
    executed = ran("print(1)", source, "print(2)", cell_seconds=0.3)
    assert ends(executed) == ["answered", "cpu limit", "not reached"]
    assert (printed(executed)[0], executed.alive) == ("1\n", False)


def test_all_cells_together_have_a_budget(ran):
    executed = ran(FOREVER, "print(1)", "print(2)", cell_seconds=5.0, total_seconds=0.5)
    assert ends(executed) == ["cpu limit", "not reached", "not reached"]
    assert executed.ends[1].detail == "the time for the whole notebook was used up"
    assert executed.alive


@pytest.mark.parametrize("source", ["import os\nos._exit(3)", "import os, signal\nos.abort()"])
def test_a_program_that_ends_keeps_what_ran_before(ran, source):
    executed = ran("print(1)", source, "print(2)")
    assert ends(executed) == ["answered", "crashed", "not reached"]
    assert (printed(executed), executed.alive) == (["1\n", "", ""], False)


def test_too_much_memory_is_the_cells_own_end(ran):
    executed = ran("x = bytearray(2_000_000_000)", "print(1)")
    assert ends(executed) == ["memory limit", "answered"]


@pytest.mark.parametrize(
    "flood", ["print('x' * 30_000_000)", "for n in range(400):\n    print('x' * 100_000, flush=True)"]
)
def test_a_flood_of_output_is_cut_and_the_next_cell_runs(ran, flood):
    executed = ran(flood, "print(1)", cell_output_bytes=1_000_000)
    assert ends(executed) == ["output limit", "answered"]
    assert sum(len(str(output)) for output in executed.outputs[0]) < 1_500_000
    assert printed(executed)[1] == "1\n"


def test_widgets_and_their_messages_are_no_output(ran):
    source = (
        "from comm import create_comm\nfor n in range(300):\n    create_comm(target_name='x', data={'state': n})"
    )
    assert printed(ran(source, "print(1)")) == ["", "1\n"]


def test_packages_that_are_not_allowed_cannot_be_imported(ran):
    executed = ran("import numpy, matplotlib, IPython", "import scipy", "import torch")
    assert ends(executed) == ["answered", "raised", "raised"]


def test_data_of_the_homework_lies_beside_the_notebook(level, tmp_path):
    data = tmp_path / "digits.txt"
    data.write_text("17", encoding="ascii")
    tmp_path.chmod(0o755)
    with WarmBox(("numpy",), LIMITS, level) as box:
        box.start(tmp_path)
        executed = box.run(CellsRun(sources=("print(open('digits.txt').read())",), data=(str(data),)))
        box.stop()
    assert printed(executed) == ["17\n"]


def test_one_notebook_leaves_nothing_for_the_next(kernels, tmp_path):
    def run(*sources):
        kernels.start(tmp_path)
        executed = kernels.run(CellsRun(sources=sources, allow=("matplotlib",)))
        kernels.stop()
        return executed

    run("left = 1\nimport numpy as np\nnp.sum = None\nopen('left.txt', 'w').write('x')")
    executed = run("import os\nprint(sorted(os.listdir('.')))", "import numpy as np\nprint(np.sum([1, 2]))", "left")
    assert "left.txt" not in printed(executed)[0]
    assert printed(executed)[1] == "3\n"
    assert ends(executed) == ["answered", "answered", "raised"]


def test_when_it_is_stopped_no_process_and_no_folder_is_left(level, passable, tmp_path, monkeypatch):
    made = passable / "boxes"
    made.mkdir(mode=0o711)
    monkeypatch.setattr("tempfile.tempdir", str(made))
    (tmp_path / "source").mkdir()
    box = WarmBox(("numpy",), LIMITS, level)
    box.start(tmp_path / "source")
    box.run(CellsRun(sources=("import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()",)))
    box.stop()
    box.close()
    give_up = time.monotonic() + 30
    while list(made.iterdir()) or [one for one in _commands() if str(made) in one]:
        assert time.monotonic() < give_up, "something is left"
        time.sleep(0.01)


def _commands():
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                yield (process / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue


def test_a_kernel_that_cannot_come_up_is_our_failure(level, tmp_path, monkeypatch):
    def no_room(place, stack):
        raise BoxError("no room")

    monkeypatch.setattr("autograder.box.kernel.wire._opened", no_room)
    with WarmBox(("numpy",), LIMITS, level) as box:
        box.start(tmp_path)
        with pytest.raises(BoxError, match="no room"):
            box.run(CellsRun(sources=("1",)))
        assert not box.healthy


def test_a_folder_for_temporary_files_may_have_a_long_name(level, passable, tmp_path, monkeypatch):
    deep = passable / ("x" * 120)
    deep.mkdir(mode=0o711)
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    with WarmBox(("numpy",), LIMITS, level) as box:
        box.start(tmp_path)
        assert printed(box.run(CellsRun(sources=("print(1)",)))) == ["1\n"]
        box.stop()


def test_nothing_of_the_kernels_sockets_is_open_in_the_grader_afterwards(ran, handed_in):
    ran("print(1)")
    handed_in.stop()
    before = len(os.listdir("/proc/self/fd"))
    handed_in.start(handed_in._root)
    handed_in.run(CellsRun(sources=("print(1)",)))
    handed_in.stop()
    assert len(os.listdir("/proc/self/fd")) <= before + 1


def test_times_are_the_cells_own(ran):
    executed = ran("n = sum(range(3_000_000))", "import time\ntime.sleep(0.2)")
    assert executed.ends[0].seconds > executed.ends[1].seconds
    assert all(end.outcome is Outcome.ANSWERED for end in executed.ends)
