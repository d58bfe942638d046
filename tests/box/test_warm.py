"""Real processes: what a program does to itself, to the next question, and to the next submission."""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.box import budget
from autograder.box.inside.jail import LEVELS
from autograder.box.warm import WarmBox
from autograder.errors import BoxError
from autograder.model import Limits
from tests.box.conftest import LIMITS

DEADLINE = 60.0
ROOT = Path(__file__).parents[2]

# The second of three questions gets x == 2.
SECOND_ONLY = {
    "a loop": ("while True: pass", "cpu limit"),
    "a null pointer": ("import ctypes; ctypes.string_at(0)", "crashed"),
    "abort": ("import os; os.abort()", "crashed"),
    "os._exit": ("import os; os._exit(0)", "exited"),
    "sys.exit": ("import sys; sys.exit()", "exited"),
    "exit": ("raise SystemExit(3)", "exited"),
    "memory at once": ("import numpy as np; np.ones(1 << 40)", "memory limit"),
    "memory bit by bit": (
        "import numpy as np; a = []\n        while True: a.append(np.empty(1 << 20))",
        "memory limit",
    ),
    "100 MB of prints": ("for _ in range(100): print('x' * 1_000_000)", "output limit"),
    "prints in spite of all": (
        """
        for _ in range(1000):
            try: print("x" * 1000)
            except BaseException: pass""",
        "output limit",
    ),
    "prints to stderr": ("import sys; sys.stderr.write('x' * 1_000_000)", "output limit"),
    "recursion": ("f(x)", "raised"),
    "an exception": ("raise ValueError('no')", "raised"),
    "Ctrl-C": ("raise KeyboardInterrupt", "raised"),
    "too many threads": (
        """
        import threading, time
        for _ in range(200): threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
        time.sleep(100)""",
        "thread limit",
    ),
    "a file without end": ("f = open('f', 'wb')\n        while True: f.write(bytes(1 << 20))", "file limit"),
    "files without end": (
        """
        import itertools, os
        for n in itertools.count(): os.close(os.open(f'{n}', os.O_CREAT))""",
        "file limit",
    ),
    "folders in folders": (
        """
        import os
        while True: os.mkdir('d'); os.chdir('d')""",
        "file limit",
    ),
    "a stub": ("raise NotImplementedError('Task 1')", "not begun"),
}


@pytest.mark.parametrize(("what", "outcome"), SECOND_ONLY.values(), ids=SECOND_ONLY)
def test_each_costs_its_own_question_only(outcomes, what, outcome):
    code = f"def f(x):\n    if x == 2:\n        {what}\n    return x\n"
    assert outcomes(code) == ["answered", outcome, "answered"]


def test_what_one_question_filled_up_is_not_held_against_the_next(outcomes):
    """The next one takes long enough to be looked at."""
    code = """
        import time
        def f(x):
            if x == 2:
                with open('f', 'wb') as f:
                    while True: f.write(bytes(1 << 20))
            if x == 3: time.sleep(0.3)
            return x
    """
    assert outcomes(code) == ["answered", "file limit", "answered"]


def test_a_program_that_kills_itself_costs_its_own_question_or_is_not_heard(outcomes, level):
    """The first process of its own world cannot kill itself."""
    code = "import os, signal\ndef f(x):\n    if x == 2: os.kill(os.getpid(), signal.SIGKILL)\n    return x\n"
    second = "answered" if LEVELS[level].namespaces else "memory limit"
    assert outcomes(code) == ["answered", second, "answered"]


def test_sleeping_is_ended_by_the_clock_on_the_wall(outcomes, monkeypatch):
    monkeypatch.setattr(budget, "WALL_EXTRA", 0.2)
    code = "import time\ndef f(x):\n    if x == 2:\n        time.sleep(100)\n    return x\n"
    limits = Limits(case_seconds=0.2, total_seconds=60)
    assert outcomes(code, limits=limits) == ["answered", "wall limit", "answered"]


def test_recursion_without_a_bound_costs_its_question_only(outcomes):
    code = """
        import sys
        sys.setrecursionlimit(10**9)
        def f(x):
            return f(x) if x == 2 else x
    """
    first, second, third = outcomes(code)
    assert (first, third) == ("answered", "answered")
    assert second in ("memory limit", "crashed", "cpu limit", "raised")


def test_what_came_of_it_is_told(ask):
    code = """
        import ctypes, os
        def f(x):
            print("hello", x)
            if x == 2:
                ctypes.string_at(0)
            if x == 3:
                os._exit(7)
            return {}["key"]
    """
    first, second, third = ask(code).answers.values()
    assert (first.failure.type, first.failure.message, first.prints) == ("KeyError", "'key'", "hello 1.0\n")
    [frame] = first.failure.frames
    assert (frame.file, frame.function, frame.text) == ("hw.py", "f", 'return {}["key"]')
    assert second.detail == "the program crashed (SIGSEGV)"
    assert third.detail == "the program ended itself with code 7"


def test_answers_come_back_with_their_numbers_and_the_level(ask, level):
    replies = ask("def f(x):\n    return 2 * x\n", np.arange(3), np.ones((2, 2)))
    assert replies.arrays["q0/out"].tolist() == [0, 2, 4]
    assert replies.arrays["q1/out"].tolist() == [[2, 2], [2, 2]]
    assert replies.level == level


def test_a_large_input_and_a_large_answer_get_through(ask):
    x = np.arange(400_000.0)
    replies = ask("def f(x):\n    return x + 1\n", x, x, x)
    for n in range(3):
        np.testing.assert_array_equal(replies.arrays[f"q{n}/out"], x + 1)


def test_output_of_native_code_stays_out_of_the_answers(outcomes):
    code = """
        import os
        def f(x):
            for fd in (1, 2):
                os.write(fd, b"AGW1 garbage" * 1000)
            return x
    """
    assert outcomes(code) == ["answered"] * 3


def test_a_program_finds_nothing_to_read(told):
    code = """
        import os, sys
        def f(x):
            return {"os": os.read(0, 10).decode(), "sys": sys.stdin.read()}
    """
    assert told(code) == {"os": "", "sys": ""}


def test_a_file_without_end_is_asked_for_once(ask):
    files = {"hw.py": "while True: pass\n", "other.py": "def f(x): return x\n"}
    asked = [{"file": "hw.py"}, {"file": "other.py"}, {"file": "hw.py"}, {"file": "other.py"}]
    answers = ask(files, *asked).answers
    assert [a.outcome.value for a in answers.values()] == ["cpu limit", "answered", "cpu limit", "answered"]
    assert answers["q2"].detail == "while hw.py was imported"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("1 / 0\n", "import failed"),
        ("import msgspec\n", "import failed"),
        ("raise SystemExit\n", "exited"),
        ("import os; os._exit(0)\n", "exited"),
        ("print('x' * 1_000_000)\n", "output limit"),
        ("def g(x): return x\n", "missing"),
    ],
)
def test_a_file_that_cannot_be_loaded_costs_all_its_questions_and_no_others(ask, text, outcome):
    files = {"hw.py": text, "other.py": "def f(x): return x\n"}
    if outcome == "missing":
        files["other.py"] = ""
    answers = ask(files, {"file": "hw.py"}, {"file": "hw.py"}).answers
    assert [a.outcome.value for a in answers.values()] == [outcome] * 2


def test_an_import_that_is_not_allowed_is_told_as_such(ask):
    [answer] = ask("def f(x):\n    import msgspec\n", 1).answers.values()
    assert (answer.failure.type, answer.failure.message) == (
        "NotAllowed",
        "msgspec is not allowed in this homework",
    )


@pytest.mark.parametrize("module", ["csv", "logging", "decimal", "tempfile", "unittest", "xml.etree.ElementTree"])
def test_the_standard_library_can_be_imported(ask, module):
    [answer] = ask(f"import {module}\ndef f(x): return x\n", 1).answers.values()
    assert (answer.outcome.value, answer.failure) == ("answered", None)


def test_a_file_that_was_not_handed_in_is_missing(outcomes):
    assert outcomes({"other.py": "x = 1\n"}, {"file": "hw.py"}) == ["missing"]


def test_files_of_the_hand_in_import_each_other(ask):
    files = {"hw.py": "from lib.net import double as f\n", "lib/net.py": "def double(x): return 2 * x\n"}
    assert ask(files, {"x": 4}).arrays["q0/out"] == 8


def test_what_a_probe_imports_is_not_a_file_of_the_students(outcomes):
    """It would run before anything of theirs may, and how it ended would be our failure."""
    probes = "import colorsys\ndef ask(student, x): return {'out': student.f(x) * colorsys.ONE_THIRD}\n"
    files = {"hw.py": "def f(x): return x\n", "colorsys.py": "import os\nos._exit(3)\n"}
    assert outcomes(files, probes=probes) == ["answered"] * 3


def test_a_thread_left_behind_disturbs_nobody(outcomes):
    code = """
        import threading, time
        def f(x):
            threading.Thread(target=time.sleep, args=(100,)).start()
            return x
    """
    assert outcomes(code) == ["answered"] * 3


FIND_WAY_OUT = """
import json, os, struct, sys, threading

def way_out():
    frame = sys._getframe()
    while frame is not None and frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["out"]

def say(**header):
    text = json.dumps(header).encode()
    os.write(way_out(), struct.pack("<4sIQ", b"AGW1", len(text), 0) + text)
"""


def test_the_way_out_is_really_found(outcomes):
    """Else the tests below would prove nothing."""
    code = FIND_WAY_OUT + "def f(x):\n    say(n=int(x) - 1, names=[])\n    os._exit(0)\n"
    assert outcomes(code, 1) == ["answered"]


def test_a_late_frame_costs_the_question_it_falls_on(outcomes):
    code = (
        FIND_WAY_OUT
        + """
thread = None
def f(x):
    global thread
    if x == 1:
        out, go = way_out(), threading.Event()
        thread = threading.Thread(target=lambda: (go.wait(), os.write(out, b"late")))
        thread.go = go
        thread.start()
    if x == 2:
        thread.go.set()
        thread.join()
    return x
"""
    )
    assert outcomes(code) == ["answered", "unreadable", "answered"]


@pytest.mark.parametrize(
    "forged",
    ["broken='JailError: no'", "level='none'", "n=2", "n=99", "n=1, outcome='passed'", "n=1, points=60, outcome=1"],
)
def test_a_forged_frame_costs_the_question_it_falls_on(outcomes, forged):
    code = FIND_WAY_OUT + f"def f(x):\n    if x == 2:\n        say({forged})\n    return x\n"
    assert outcomes(code) == ["answered", "unreadable", "answered"]


def test_nobody_can_make_a_lost_point_our_failure(outcomes):
    code = FIND_WAY_OUT + "def f(x):\n    say(n=int(x) - 1, outcome='our failure')\n    os._exit(0)\n"
    assert "our failure" not in outcomes(code)


def test_printing_half_a_letter_costs_nothing(outcomes):
    assert outcomes("def f(x):\n    print('\\udc80')\n    return x\n", 1) == ["answered"]


def test_an_exception_without_a_message_is_told(outcomes):
    assert outcomes("def f(x):\n    raise SyntaxError\n", 1) == ["raised"]


def test_an_argument_changed_in_place_is_told_and_the_next_question_gets_the_old_one(ask):
    replies = ask("def f(x):\n    x += 1\n    return x\n", np.zeros(2), np.zeros(2))
    assert [answer.changed for answer in replies.answers.values()] == [("x",), ("x",)]
    assert [array.tolist() for array in replies.arrays.values()] == [[1, 1], [1, 1]]


def test_random_numbers_do_not_depend_on_the_questions_before(ask, batch):
    code = """
        import random
        import numpy as np
        def f(x):
            return [x, random.random(), np.random.rand(), np.random.normal()]
    """
    one, other = ask(code, 1, 2, 3).arrays, ask(code, 3, 1).arrays
    assert one["q0/out"].tolist() == other["q1/out"].tolist()
    assert one["q2/out"].tolist() == other["q0/out"].tolist()
    assert one["q0/out"][1:].tolist() == one["q1/out"][1:].tolist()


LEAVES_TRACES = """
    import builtins, os, pathlib, random, sys
    import numpy as np
    def f(x):
        builtins.trace_ = np.trace_ = sys.trace_ = random.trace_ = 1
        np.add = np.allclose = lambda *_: True
        sys.path.insert(0, "/trace_")
        sys.modules["trace_"] = sys
        os.environ["trace_"] = "1"
        np.set_printoptions(precision=1)
        pathlib.Path("trace_").write_text("1")
        return x
"""
LOOKS_FOR_TRACES = """
    import builtins, os, random, sys
    import numpy as np
    def f(x):
        named = [*vars(builtins), *vars(np), *vars(sys), *vars(random), *sys.path, *sys.modules, *os.environ]
        return {"traces": [name for name in [*named, *os.listdir(".")] if name.strip("/") == "trace_"],
                "sum": int(np.add(1, 2)), "precision": np.get_printoptions()["precision"]}
"""


def test_one_submission_leaves_nothing_to_the_next(outcomes, told):
    assert outcomes(LEAVES_TRACES, 1) == ["answered"]
    assert told(LOOKS_FOR_TRACES) == {"traces": [], "sum": 3, "precision": 8}


def test_the_search_for_traces_finds_them(told):
    """Else the test above would prove nothing."""
    both = LEAVES_TRACES.replace("def f(x)", "def leave(x)") + LOOKS_FOR_TRACES.replace(
        "def f(x):", "def f(x):\n        leave(x)"
    )
    assert len(told(both)["traces"]) == 8


def test_a_fresh_child_leaves_nothing_of_the_one_before(ask):
    code = """
        import builtins, os
        def f(x):
            if hasattr(builtins, "trace") or os.path.exists("trace"):
                return -1
            builtins.trace = 1
            open("trace", "w").close()
            os._exit(0) if x == 1 else None
            return x
    """
    replies = ask(code, 1, 2)
    assert replies.arrays["q1/out"] == 2


def test_the_environment_tells_nothing(told, monkeypatch):
    code = """
        import os, sys
        def f(x):
            return {"names": sorted(os.environ), "values": sorted(os.environ.values()), "argv": sys.argv,
                    "cwd": os.getcwd(), "modules": [m for m in sys.modules if m.startswith(("_box", "autograder"))],
                    "path": sys.path, "here": os.path.dirname(os.path.abspath(__file__))}
    """
    found = told(code)
    expected = {"PATH", "LANG", "HOME", "TMPDIR", "PYTHONHASHSEED", "LC_CTYPE"} | {
        f"{library}_NUM_THREADS" for library in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")
    }
    assert set(found["names"]) <= expected
    assert found["argv"] == ["homework"]
    assert found["modules"] == []
    assert found["path"][0] == found["here"]
    assert found["cwd"] != found["here"]
    assert not any(str(ROOT / "autograder") in text for text in (*found["values"], *found["path"]))


def test_only_the_expected_descriptors_are_open(told):
    code = """
        import os
        def f(x):
            found = {}
            for fd in range(1024):
                try: found[str(fd)] = os.fstat(fd).st_mode
                except OSError: pass
            return found
    """
    found = told(code)
    assert set(found) >= {"0", "1", "2"}
    pipes = [fd for fd, mode in found.items() if mode & 0o170000 == 0o010000]
    assert len(found) == 5
    assert len(pipes) == 2


def test_a_program_may_write_where_it_stands_and_in_its_temporary_folder(outcomes):
    code = """
        import pathlib, tempfile
        def f(x):
            pathlib.Path("notes.txt").write_text("1")
            with tempfile.NamedTemporaryFile("w") as file:
                file.write("2")
            return x
    """
    assert outcomes(code) == ["answered"] * 3


def test_a_confined_program_cannot_read_beside_its_folder_nor_change_its_own_files(outcomes, level, tmp_path):
    if level == "none":
        pytest.skip("nothing is confined here")
    (tmp_path / "hidden.key").write_text("42")
    code = f"""
        import os
        def f(x):
            done = []
            for act in (lambda: open({str(tmp_path / "hidden.key")!r}), lambda: os.listdir({str(tmp_path)!r}),
                        lambda: open(__file__, "a"), lambda: os.remove(__file__)):
                try:
                    act()
                    return "done"
                except OSError:
                    pass
            return x
    """
    assert outcomes(code) == ["answered"] * 3


def test_the_folder_of_a_submission_is_left_as_it_was(box, batch, tmp_path):
    (tmp_path / "hw.py").write_text(
        "import os\ndef f(x):\n    try: open(os.path.dirname(__file__) + '/new.txt', 'w').close()\n"
        "    except OSError: pass\n    return x\n"
    )
    box.start(tmp_path)
    try:
        box.ask(batch(1))
    finally:
        box.stop()
    assert [path.name for path in tmp_path.iterdir()] == ["hw.py"]


def test_nothing_of_a_submission_stays_on_the_disk(told):
    code = """
        import os
        def f(x):
            open("notes.txt", "w").close()
            return {"cwd": os.getcwd(), "file": __file__}
    """
    found = told(code)
    assert not Path(found["cwd"]).exists()
    assert not Path(found["file"]).exists()


def test_two_boxes_work_side_by_side(level, replies):
    found = {}

    def work(n):
        with WarmBox(("numpy",), LIMITS, level) as box:
            found[n] = [replies(box, f"def f(x): return {n} * x\n").arrays["q0/out"].item() for _ in range(5)]

    threads = [threading.Thread(target=work, args=(n,)) for n in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE)
    assert found == {2: [2] * 5, 3: [3] * 5}


def test_many_submissions_leave_no_descriptor_open(box, replies):
    replies(box, "def f(x): return x\n")
    before = open_descriptors()
    for _ in range(5):
        replies(box, "import os\ndef f(x): os._exit(0)\n")
    assert open_descriptors() == before


def working_in(folder):
    """The processes that were started for a box in this folder: warm ones and the children forked from them."""
    found = {}
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
                named = str(folder).encode() in (process / "cmdline").read_bytes()
            except OSError:
                continue
            if named and state != "Z":
                found[int(process.name)] = int(parent)
    return found


def until(condition):
    """Waits for what has to come about; a hang is a failure."""
    give_up = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < give_up, "it did not come about"
        time.sleep(0.01)


@pytest.fixture
def folder(monkeypatch):
    """Where boxes opened from now on keep their files; every user may pass through it, as through /tmp."""
    with tempfile.TemporaryDirectory(prefix="boxes-") as made:
        Path(made).chmod(0o711)
        monkeypatch.setattr("tempfile.tempdir", made)
        yield Path(made)


def test_closing_leaves_no_process_and_no_folder_behind(level, replies, folder):
    box = WarmBox(("numpy",), LIMITS, level)
    replies(box, "def f(x): return x\n")
    assert len(working_in(folder)) >= 1
    box.close()
    until(lambda: not working_in(folder))
    assert list(folder.iterdir()) == []


def test_closing_at_once_leaves_nothing_behind_either(level, folder):
    WarmBox(("numpy",), LIMITS, level).close()
    until(lambda: not working_in(folder))
    assert list(folder.iterdir()) == []


@pytest.fixture
def killable(level, replies, folder):
    """A box that has answered once, and the number of its warm process."""
    box = WarmBox(("numpy",), LIMITS, level)
    replies(box, "def f(x): return x\n")
    yield box, warm_process(folder)
    box.close()


def warm_process(folder):
    """The child of the keeper, which is ours."""
    running = working_in(folder)
    [keeper] = [process for process, parent in running.items() if parent == os.getpid()]
    [warm] = [process for process, parent in running.items() if parent == keeper]
    return warm


BUSY = "import threading, time\nthreading.Thread(target=time.sleep, args=(100,), daemon=True).start()\n"


def is_busy(folder):
    """A second thread is how a program shows outside, where its files may not be seen, that it runs."""
    for process in working_in(folder):
        with contextlib.suppress(OSError):
            if "Threads:\t2" in Path(f"/proc/{process}/status").read_text():
                return True
    return False


def test_a_warm_process_that_was_killed_is_our_failure(killable, replies):
    box, warm = killable
    assert box.healthy
    os.kill(warm, signal.SIGKILL)
    with pytest.raises(BoxError, match="warm process"):
        replies(box, "def f(x): return x\n")
    assert not box.healthy


def test_a_warm_process_that_has_ended_and_was_cleared_up_after_is_our_failure(killable, replies, folder):
    box, warm = killable
    os.kill(warm, signal.SIGKILL)
    until(lambda: not working_in(folder))
    assert list(folder.iterdir()) == []
    with pytest.raises(BoxError, match="warm process"):
        replies(box, "def f(x): return x\n")
    assert not box.healthy


def test_a_warm_process_that_ends_after_its_last_answer_takes_nothing_back(killable, tmp_path, batch):
    box, warm = killable
    (tmp_path / "hw.py").write_text("def f(x): return x\n", encoding="utf-8")
    box.start(tmp_path)
    replied = box.ask(batch(1, 2, 3))
    os.kill(warm, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{warm}").exists())
    box.stop()
    assert [answer.outcome.value for answer in replied.answers.values()] == ["answered"] * 3
    assert not box.healthy


def test_a_warm_process_that_is_killed_while_a_question_is_asked_is_our_failure(killable, replies, folder):
    box, warm = killable

    def kill_it_then():
        until(lambda: is_busy(folder))
        os.kill(warm, signal.SIGKILL)

    killer = threading.Thread(target=kill_it_then)
    killer.start()
    with pytest.raises(BoxError):
        replies(box, BUSY + "def f(x):\n    time.sleep(100)\n")
    killer.join(DEADLINE)
    assert not box.healthy


def test_a_warm_process_that_ends_over_a_request_is_our_failure(killable, replies):
    """Here it cannot take the descriptors of the next child; it could be out of memory or of processes as well."""
    box, warm = killable
    resource.prlimit(warm, resource.RLIMIT_NOFILE, (3, 3))

    def three_times():
        for _ in range(3):
            replies(box, "def f(x): return x\n")

    with pytest.raises(BoxError):
        three_times()
    assert not box.healthy


@pytest.mark.parametrize("early", [True, False], ids=["before a child", "while a child answers"])
def test_a_box_that_broke_leaves_no_descriptor_open(level, replies, folder, early):
    """A long-lived grader would run out of them."""
    before = open_descriptors()
    box = WarmBox(("numpy",), LIMITS, level)
    replies(box, "def f(x): return x\n")
    warm = warm_process(folder)
    killer = threading.Thread(
        target=lambda: (early or until(lambda: is_busy(folder)), os.kill(warm, signal.SIGKILL))
    )
    killer.start()
    killer.join(0.0 if not early else DEADLINE)
    with pytest.raises(BoxError):
        replies(box, BUSY + "def f(x):\n    time.sleep(100)\n")
    killer.join(DEADLINE)
    box.close()
    assert open_descriptors() == before


def open_descriptors():
    return len(os.listdir("/proc/self/fd"))


def test_a_box_that_broke_can_still_be_closed(killable):
    box, warm = killable
    os.kill(warm, signal.SIGKILL)
    box.close()
    box.close()


LOOPING_GRADER = """
import sys
from pathlib import Path
from autograder.box.seam import Batch, Question
from autograder.box.warm import WarmBox
from autograder.model import Limits

limits = Limits(case_seconds=1000, total_seconds=1000)
question = Question(id="q", item="item", probe="ask", file="hw.py", arrays={})
box = WarmBox(("numpy",), limits, sys.argv[1])
box.start(Path(sys.argv[2]))
box.ask(Batch("def ask(student): student.f()", ("hw.py",), ("numpy",), limits, (question,)))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_when_the_grader_dies_nothing_goes_on_running_and_nothing_is_left(level, tmp_path, folder, how):
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "hw.py").write_text(BUSY + "def f():\n    while True: pass\n")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    command = [sys.executable, "-c", LOOPING_GRADER, level, str(tmp_path / "anna")]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as grader:
        until(lambda: is_busy(folder) or grader.poll() is not None)
        below = working_in(folder)
        grader.send_signal(how)
    assert len(below) >= 2
    until(lambda: not working_in(folder))
    until(lambda: list(folder.iterdir()) == [])


def test_the_warm_process_does_not_outlive_its_keeper(killable, folder):
    _, warm = killable
    os.kill(working_in(folder)[warm], signal.SIGKILL)
    until(lambda: not working_in(folder))


def test_a_box_that_is_closed_before_it_was_needed_says_nothing(level):
    code = (
        "from autograder.box.warm import WarmBox\nfrom autograder.model import Limits\n"
        f"WarmBox((), Limits(), {level!r}).close()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=DEADLINE, check=True
    )
    assert said.stderr == ""


def test_the_facts_of_a_probe_come_back(told):
    assert (
        json.dumps(told("def f(x): return {'layers': ['a', 1, None, 2.5]}\n")) == '{"layers": ["a", 1, null, 2.5]}'
    )
