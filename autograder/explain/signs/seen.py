"""What was seen of a network of PyTorch's and of its training, in the student's own process: it explains, and earns
nothing.
"""

from dataclasses import dataclass, field

from autograder.listed import listed

MOST_NAMED = 4


@dataclass(frozen=True)
class Sign:
    """Something that keeps a network from doing well, and one thing to do about it."""

    looks: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Gradients:
    """Parameters that the first backward pass did not reach, and those of which it reached one filter only."""

    none: tuple[str, ...] = ()
    few: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Loop:
    """The first steps of the student's own training: see `box/inside/tensors/watching.py`."""

    calls: int = 0
    batches: int = 0
    batch: int = 0
    given: int = 0
    range: tuple[float, ...] = ()
    given_range: tuple[float, ...] = ()
    backwards: int = 0
    losses: tuple[float, ...] = ()
    kinds: tuple[str, ...] = ()
    summed: bool = False
    probabilities: bool = False
    no_logarithms: bool = False
    classes: int = 0
    paired: int = 0
    compared: int = 0
    steps: int = 0
    kept: int = 0
    empty: int = 0
    parameters: int = 0
    handed: int = 0
    foreign: int = 0
    decay: float = 0.0
    rates: tuple[float, ...] = ()
    moved: int = 0
    way: float = 0.0
    raised: bool = False


@dataclass(frozen=True, kw_only=True)
class New:
    """A new network, and the loop that trains it; without a loop there is none, or it could not be begun."""

    same_twice: bool = True
    alone: bool = True
    all_alike: bool = False
    probabilities: bool = False
    never_negative: bool = False
    straight: bool = False
    constant: tuple[str, ...] = ()
    not_registered: tuple[str, ...] = ()
    dropped: float = 0.0
    gradients: Gradients = field(default_factory=Gradients)
    loop: Loop | None = None
    slow: float = 0.0


def named(names: tuple[str, ...]) -> str:
    """The first of them."""
    more = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
