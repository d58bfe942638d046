"""What a call asks of chance or of a clock, as far as its name and arguments tell, and what it seeds."""

import ast
import builtins
import re
import sys
from collections.abc import Collection
from dataclasses import dataclass

from autograder.intake.notebook.known import Known, dotted, full_name

# Sources of chance by what seeds them. FRESH is never seeded, ANYTHING is if one of them is: what a module of the
# course's own draws from, nobody reads here. A clock is no chance, but what it says differs as much.
NUMPY, PYTHON, TORCH, TENSORFLOW = "numpy", "python", "torch", "tensorflow"
FRESH, ANYTHING, CLOCK = "fresh", "anything", "clock"
ALL = frozenset({NUMPY, PYTHON, TORCH, TENSORFLOW})
NOTHING: frozenset[str] = frozenset()

LIBRARIES = frozenset({
    *sys.stdlib_module_names, "numpy", "torch", "torchvision", "tensorflow", "keras", "sklearn", "scipy", "pandas",
    "matplotlib", "seaborn", "PIL", "cv2", "tqdm", "IPython", "jax", "plotly", "imageio", "h5py", "torchinfo",
    "torchsummary", "skimage", "ipywidgets", "torchviz",
})  # fmt: skip
CLOCKS = re.compile(
    r"time\.(?:time|perf_counter|process_time|monotonic|thread_time)(?:_ns)?|time\.(?:ctime|asctime|strftime|localtime|gmtime)"
    r"|timeit\.\w+|(?:.*\.)?(?:now|today|utcnow|perf_counter)|psutil\..+|os\.getpid|id|hash"
)
NEVER_SEEDED = re.compile(r"os\.urandom|uuid\.uuid[14]|secrets\..+|random\.SystemRandom")
GENERATORS = re.compile(r"numpy\.random\.(?:default_rng|RandomState|SeedSequence|PCG64|MT19937)|random\.Random")
SILENT = re.compile(
    r"numpy\.random\.(?:get_state|set_state|Generator)|random\.(?:getstate|setstate)|torch\.random\..*state"
)
SEEDS = {
    "numpy.random.seed": frozenset({NUMPY}),
    "random.seed": frozenset({PYTHON}),
    "torch.manual_seed": frozenset({TORCH}),
    "torch.random.manual_seed": frozenset({TORCH}),
    "tensorflow.random.set_seed": frozenset({TENSORFLOW}),
    "tensorflow.set_random_seed": frozenset({TENSORFLOW}),
}  # fmt: skip
SEEDS_ALL = re.compile(r"(?:.*\.)?(?:seed_everything|seed_all|set_seeds?|set_random_seed|fix_seeds?|manual_seed)")
LAYERS = r"\w*(?:Linear|Dense|Conv|Embedding|LSTM|GRU|RNN|Transformer|Attention|Bilinear|Dropout)\w*"
DRAWS = (
    (NUMPY, re.compile(r"numpy\.random\.\w+|scipy\.stats\.(?:\w+\.)*rvs")),
    (
        NUMPY,
        re.compile(
            r"sklearn\..*(?:split|shuffle|Shuffle|make_|KMeans|MLP|Forest|Boost|SGD|Percep|TSNE|Mixture)\w*"
        ),
    ),
    (PYTHON, re.compile(r"random\.\w+")),
    (TORCH, re.compile(r"torch\.(?:rand\w*|normal|bernoulli|multinomial|empty\w*)|torch\.nn\.init\.\w+")),
    (
        TORCH,
        re.compile(
            rf"torch\.nn\.{LAYERS}|torch\.nn\.functional\.\w*dropout\w*|torch\.utils\.data\.\w*[rR]andom\w*"
        ),
    ),
    (TORCH, re.compile(r"torchvision\.models\..+|torchvision\.transforms\.(?:v2\.)?Random\w+")),
    (TENSORFLOW, re.compile(rf"tensorflow\.random\.\w+|(?:tensorflow\.)?keras\.(?:.*\.)?{LAYERS}")),
)
IN_PLACE = re.compile(r"(?:random|normal|uniform|bernoulli|exponential|xavier_\w+|kaiming_\w+)_")
TRAINS = re.compile(r"(?:train|fit)(?:_\w+)?")
SETTLED_BY = ("random_state", "generator", "seed")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Sources of chance, or a clock, that calls ask, and those that they seed."""

    draws: frozenset[str] = NOTHING
    seeds: frozenset[str] = NOTHING

    def __or__(self, other: "Asked") -> "Asked":
        return Asked(draws=self.draws | other.draws, seeds=self.seeds | other.seeds)


def asked_by(node: ast.AST, known: Known, own: Collection[str]) -> Asked:
    """By all calls within; `own` are the names that the notebook itself has given."""
    found = Asked()
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            found |= _asked(part, known, own)
    return found


def unseeded(draws: frozenset[str], seeded: Collection[str]) -> bool:
    """Whether some of it is chance that comes out differently each time."""
    left = draws - {CLOCK} - frozenset(seeded)
    return bool(left - {ANYTHING}) or (ANYTHING in left and not seeded)


def _asked(call: ast.Call, known: Known, own: Collection[str]) -> Asked:
    name = full_name(call.func, known)
    root, _, rest = name.partition(".")
    if not rest and root in own and root not in known.imports:
        return Asked()  # a function of the notebook: its body is read
    if name in SEEDS or (SEEDS_ALL.fullmatch(name) and not name.startswith("torch.cuda.")):
        return Asked(seeds=SEEDS.get(name, ALL)) if _is_settled(call, known) else Asked()
    if CLOCKS.fullmatch(name):
        return Asked(draws=frozenset({CLOCK}))
    if SILENT.fullmatch(name):
        return Asked()
    if GENERATORS.fullmatch(name):
        return Asked() if _is_settled(call, known) else Asked(draws=frozenset({FRESH}))
    return Asked(draws=_draws(call, name, known, own))


def _draws(call: ast.Call, name: str, known: Known, own: Collection[str]) -> frozenset[str]:
    if any(keyword.arg in SETTLED_BY and not _is_none(keyword.value) for keyword in call.keywords):
        return NOTHING
    if NEVER_SEEDED.fullmatch(name):
        return frozenset({FRESH})
    found = {family for family, pattern in DRAWS if pattern.fullmatch(name)}
    if _shuffles(call):
        found.add(TORCH if name.startswith("torch.") else NUMPY)
    last = call.func.attr if isinstance(call.func, ast.Attribute) else name.rpartition(".")[2]
    if IN_PLACE.fullmatch(last):
        found.add(TORCH)
    return frozenset(found) or (frozenset({ANYTHING}) if _may_draw(call, name, last, known, own) else NOTHING)


def _may_draw(call: ast.Call, name: str, last: str, known: Known, own: Collection[str]) -> bool:
    """Classes of other files, which may be models and begin with random weights, and whatever trains or samples."""
    if last == "sample" or (TRAINS.fullmatch(last) and bool(call.args)):
        return True
    is_imported = dotted(call.func).partition(".")[0] in known.imports
    is_elsewhere = is_imported and name.partition(".")[0] not in LIBRARIES
    is_starred = name == last and not is_imported and name not in own and not hasattr(builtins, name)
    return last[:1].isupper() and (is_elsewhere or is_starred)


def _shuffles(call: ast.Call) -> bool:
    said = [keyword.value for keyword in call.keywords if keyword.arg == "shuffle"]
    return any(isinstance(value, ast.Constant) and value.value is True for value in said)


def _is_settled(call: ast.Call, known: Known) -> bool:
    """By an argument that is not None and does not come from a clock."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    asked = [part for value in values for part in ast.walk(value) if isinstance(part, ast.Call)]
    clocks = any(CLOCKS.fullmatch(full_name(part.func, known)) for part in asked)
    return bool(values) and not _is_none(values[0]) and not clocks


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
