"""Output sizes and parameter counts, without running anything."""

from collections.abc import Sequence
from dataclasses import dataclass


def output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    """Counts the places along one axis where a window fits: floor((size + 2 padding - kernel) / stride) + 1.

    Raises ValueError when not a single window fits.
    """
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(
            f"output size: expected size, kernel and stride of at least 1 and padding of at least 0, "
            f"got {size}, {kernel}, {stride} and {padding}"
        )
    if kernel > size + 2 * padding:
        raise ValueError(f"output size: a window of {kernel} does not fit into {size} + 2 * {padding} pixels")
    return (size + 2 * padding - kernel) // stride + 1


def output_size_loops(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    """Counts the same places by walking over them."""
    start, places = -padding, 0
    while start + kernel <= size + padding:
        start, places = start + stride, places + 1
    return places


def conv_output_shape(
    image: Sequence[int], kernel: int, filters: int, stride: int = 1, padding: int = 0
) -> tuple[int, int, int, int]:
    """Gives the shape that a convolution makes of a batch: [N, H, W, C] becomes (N, H', W', F)."""
    n, height, width, _ = image
    rows, cols = (output_size(size, kernel, stride, padding) for size in (height, width))
    return n, rows, cols, filters


def pool_output_shape(
    image: Sequence[int], kernel: int, stride: int, padding: int = 0
) -> tuple[int, int, int, int]:
    """Gives the shape that pooling makes of a batch: [N, H, W, C] becomes (N, H', W', C)."""
    return conv_output_shape(image, kernel, image[3], stride, padding)


@dataclass(frozen=True)
class Conv:
    """A convolution with one bias per filter; a sparse one names its (channel, filter) connections."""

    channels: int
    filters: int
    kernel: int
    connections: int | None = None

    @property
    def parameters(self) -> int:
        """Counts kernel entries and biases."""
        pairs = self.channels * self.filters if self.connections is None else self.connections
        return pairs * self.kernel**2 + self.filters


@dataclass(frozen=True)
class Pool:
    """A pooling layer; `trained` counts channels with a coefficient and a bias of their own, as in 1998."""

    trained: int = 0

    @property
    def parameters(self) -> int:
        """Counts one coefficient and one bias per trained channel."""
        return 2 * self.trained


@dataclass(frozen=True)
class Linear:
    """A fully connected layer with one bias per output."""

    inputs: int
    outputs: int

    @property
    def parameters(self) -> int:
        """Counts weights and biases."""
        return (self.inputs + 1) * self.outputs


Layer = Conv | Pool | Linear

LENET5: tuple[Layer, ...] = (
    Conv(1, 6, 5), Pool(), Conv(6, 16, 5), Pool(), Conv(16, 120, 5), Linear(120, 84), Linear(84, 10),
)  # fmt: skip
# LeCun et al. 1998, table I: C3 connects 60 of the 96 pairs; the output's radial functions are fixed.
LENET5_1998: tuple[Layer, ...] = (
    Conv(1, 6, 5), Pool(6), Conv(6, 16, 5, connections=60), Pool(16), Conv(16, 120, 5), Linear(120, 84),
)  # fmt: skip


def count_parameters(layers: Sequence[Layer]) -> tuple[int, ...]:
    """Gives each layer's number of trainable parameters, in order; their sum is the network's."""
    return tuple(layer.parameters for layer in layers)
