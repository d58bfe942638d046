"""What a network has to reach by training, as the rubric has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Way = Literal["weights", "run", "printed"]
RGB = 3
DOES_NOT_FIT = "does not fit the network"
LOSSES, CURVES = "losses", "curve_"  # names of what a training may record: its losses, other curves by their own


@dataclass(frozen=True, kw_only=True)
class Rung:
    """So much for this accuracy; a straight line leads to the next rung."""

    accuracy: Fraction
    points: Fraction


@dataclass(frozen=True, kw_only=True)
class Images:
    """How the homework's own loader gives its images; size and channels are for sets that have none of their own.

    With `zero_last` the digit 0 is the last class: its label is 9, and that of the digit 1 is 0.
    """

    layout: Literal["NCHW", "NHWC"] = "NCHW"
    size: Literal[28, 32] = 28
    channels: Literal[1, 3] = 1
    zero_last: bool = False


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a training is measured by. Of the data sets and of the ways the first that is possible is used.

    Three probes belong to it: `<probe>_weights` and `<probe>_run` predict the judged images, with the weights that
    were handed in and with the student's own training; `<probe>_signs` says what would keep it from working. Where
    a `network` of PyTorch's is named, made with these `arguments`, every box has these probes.

    Beside `predicted` they may return what is shown, never judged: `filters`, the first layer's, [F, C, h, w]; and
    of a training the `losses` of its steps, and further curves as `curve_<name>`, such as `curve_0.1`.
    """

    ladders: Mapping[str, tuple[Rung, ...]]
    measure: tuple[Way, ...]
    budget_seconds: float
    images: Images = field(default_factory=Images)
    at_most: Mapping[str, int] = field(default_factory=dict)
    weights: str = ""
    network: str = ""
    arguments: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One number for each step of a training, and what is said of them; None stands where no number is finite.

    Steps are counted from 1, and from `lost_from` on none is finite; 0 where the last one is. In a grade, `means`
    are those of steps in a row, so many that a picture can be drawn; the evidence keeps more, as an array.
    """

    name: str
    steps: int
    first: float | None
    lowest: float | None
    lowest_at: int
    last: float | None
    not_finite: int = 0
    lost_from: int = 0
    means: tuple[float | None, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The first layer's filters as they are drawn, each scaled by itself from its least weight, 0, to its largest,
    255: row by row, one byte for each pixel, or three where they see red, green and blue. Of another number of
    channels the mean is drawn. What is not finite is drawn as 0."""

    shape: tuple[int, int, int, int]
    least: float | None
    largest: float | None
    not_finite: int
    pixels: bytes

    @property
    def depth(self) -> int:
        return RGB if self.shape[1] == RGB else 1


@dataclass(frozen=True, kw_only=True)
class Learned:
    """How a training went, as a probe recorded it in this way; nothing of it is judged."""

    way: Way | None
    curves: tuple[Curve, ...] = ()
    filters: Filters | None = None
