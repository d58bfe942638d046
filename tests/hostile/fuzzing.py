"""How long to search, and what a child can say: frames that are right, forged, damaged, or lie about themselves."""

import json
import math
import os
import struct

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from autograder.box.children import Ending
from autograder.box.inside import wire
from autograder.model import Outcome
from tests.hostile import target

LONGER = float(os.environ.get("FUZZ", "1"))
KEY, EXPECTED = target.key()
LEVEL = wire.encode({"level": "landlock+seccomp"}, {})
LOADING, LOADED = wire.encode({"loading": "solution.py"}, {}), wire.encode({"loading": ""}, {})
SIZES = {"F64": 8, "I64": 8, "F32": 4, "F16": 2, "BOOL": 1, "BF16": 2, "C64": 8}
DTYPES = (*SIZES, "F8_E4M3", "F4", "X", "")


def searched(examples: int) -> settings:
    """So many examples in an ordinary run; FUZZ=100 searches a hundred times as many."""
    return settings(max_examples=int(examples * LONGER), deadline=None, suppress_health_check=list(HealthCheck))


# To see whether something is found at all; how small it can be does not matter. What is searched differs with the
# modules that are loaded, so the limit is far above what it takes.
FOUND = settings(
    max_examples=12_000, deadline=None, phases=[Phase.generate], derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def framed(text: bytes, body: bytes = b"", lengths: tuple[int, int] | None = None) -> bytes:
    return wire.HEAD.pack(wire.MAGIC, *(lengths or (len(text), len(body)))) + text + body


# Endings that only the grader can see from outside.
ONLY_THE_GRADERS = ("our failure", "not reached", "cpu limit", "crashed")
# Stands for the question that is due, and is as long as any number of one: a forger would count along.
DUE = b'"n": 7777'

TEXT = st.text(max_size=12) | st.sampled_from(
    ["out", "x", "double/0", "../0/out", "<b>", "\x1b[31m", "\x00", "\u202e", "=1+1", "{{7*7}}", "%s", "a" * 900]
)
NUMBERS = st.integers(-3, 9) | st.integers() | st.sampled_from([2**31, 2**63, 2**64, -(2**63), 10**80])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
FRAME = st.fixed_dictionaries(
    {"file": TEXT, "line": NUMBERS, "function": TEXT}, optional={"text": TEXT}
)  # fmt: skip
FAILURE = st.fixed_dictionaries({"type": TEXT, "message": TEXT}, optional={"frames": st.lists(FRAME, max_size=9)})
VALUE = st.fixed_dictionaries(
    {"kind": st.sampled_from(["array", "none", "other"])},
    optional={"dtype": TEXT, "shape": st.lists(NUMBERS, max_size=5), "kept": st.booleans()},
)
FIELDS = {
    "outcome": st.sampled_from([str(outcome) for outcome in Outcome]),
    "names": st.lists(TEXT, max_size=4),
    "values": st.dictionaries(TEXT, VALUE, max_size=3),
    "failure": st.none() | FAILURE,
    "prints": TEXT,
    "changed": st.lists(TEXT, max_size=4),
    "facts": st.dictionaries(TEXT, JSON, max_size=3),
    "level": TEXT,
    "broken": TEXT,
    "loading": st.none() | st.sampled_from(["", "solution.py", "other.py", "\x1b]0;x\x07"]),
}
HEADER = st.fixed_dictionaries({"n": st.just(7777) | st.integers(0, 7)}, optional=FIELDS)
FORGED = st.fixed_dictionaries({"n": st.just(7777), "outcome": st.sampled_from(ONLY_THE_GRADERS)})
FAILED = st.fixed_dictionaries({"n": st.just(7777), "outcome": st.just("raised"), "failure": FAILURE})
PROPER = st.fixed_dictionaries(
    {"n": st.just(7777)},
    optional={name: FIELDS[name] for name in ("names", "values", "failure", "prints", "changed", "facts")},
)
WRONG = st.dictionaries(st.sampled_from(["n", *FIELDS]), JSON, max_size=5) | JSON


@st.composite
def tensors(draw) -> bytes:
    """The arrays of a frame in the form of safetensors; about half of them lie somewhere in their own header."""
    lie = draw(st.sampled_from(["", "", "", "shape", "dtype", "place", "length", "note"]))
    header, data = {}, b""
    for name in draw(st.lists(TEXT, min_size=1, max_size=3, unique=True)):
        dtype = draw(st.sampled_from(DTYPES if lie == "dtype" else DTYPES[:5]))
        shape = draw(st.lists(st.integers(0, 4), max_size=4))
        size = SIZES.get(dtype, 1) * math.prod(shape)
        if lie == "shape":
            shape = draw(st.lists(st.integers(0, 4) | st.sampled_from([-1, 2**32, 2**40, 2**63]), max_size=70))
        start = draw(st.integers(0, 50)) if lie == "place" else len(data)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [start, start + size]}
        data += draw(st.sampled_from([b"\0", b"\xff", b"\x7f"])) * size
    if lie == "note":
        header["__metadata__"] = draw(JSON)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", draw(st.integers(0, 2**64 - 1)) if lie == "length" else len(text)) + text + data


BODY = st.just(b"") | tensors() | st.binary(max_size=40)
LENGTHS = st.tuples(
    st.integers(0, 2**32 - 1) | st.integers(0, 200), st.integers(0, 2**64 - 1) | st.integers(0, 200)
)


@st.composite
def frames(draw) -> bytes:
    header = draw(st.one_of(PROPER, PROPER, FAILED, FORGED, HEADER, WRONG))
    text = json.dumps(header, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    body = draw(BODY)
    return framed(text, body, draw(LENGTHS) if draw(st.integers(0, 9)) == 0 else None)


@st.composite
def damaged(draw) -> bytes:
    data = bytearray(draw(frames()))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["set", "set", "drop", "add", "cut", "again"])):
            case "set" if data:
                data[at] = draw(st.integers(0, 255))
            case "drop":
                del data[at : at + draw(st.integers(1, 20))]
            case "add":
                data[at:at] = draw(st.binary(max_size=20))
            case "cut":
                del data[at:]
            case "again":
                data += data[at:]
    return bytes(data)


SAID = st.one_of(frames(), frames(), damaged(), st.binary(max_size=60))
STREAMS = st.lists(
    st.builds(
        lambda loaded, said: loaded + b"".join(said),
        st.sampled_from([LOADED, LOADED, b""]),
        st.lists(SAID, max_size=8),
    ),
    max_size=4,
)
ENDINGS = st.builds(Ending, code=st.integers(0, 255), signal=st.integers(0, 64))
CLEAN = Ending(code=0, signal=0)


class Child:
    """Says its level, loads a file of the student's, and from then on what it was given, in pieces."""

    level = ""

    def __init__(self, said: bytes, piece: int, ending: Ending = CLEAN) -> None:
        self._left, self._piece, self._ending = LEVEL + LOADING + said, piece, ending

    def send(self, data: bytes, *, last: bool = False) -> None:
        """Counts along with the questions it is asked."""
        header, _ = next(wire.Reader(10**9, 10**9).feed(data))
        for n in json.loads(header)["ask"]:
            self._left = self._left.replace(DUE, b'"n": %4d' % n, 1)

    def read(self, timeout: float, *, patient: bool = True) -> bytes:
        said, self._left = self._left[: self._piece], self._left[self._piece :]
        return said

    def cpu(self) -> float:
        return 0.0

    def breach(self) -> None:
        return None

    def is_asleep(self) -> bool:
        return False

    def end(self, *, wait: float = 0.0) -> Ending:
        return self._ending
