"""Numbers for cases: small distinct integers where a person will look at them, normals elsewhere."""

import hashlib
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Style = Literal["small", "normal", "secret"]
Floats = NDArray[np.float64]


class Draw:
    """What the functions of cases.py are given. The same name and secret draw the same numbers.

    `small` is for rungs, `normal` for public cases, `secret` for hidden ones, where printed arrays are replaced.
    """

    def __init__(self, name: str, style: Style, secret: str = "") -> None:
        seed = hashlib.sha256(f"{secret}\n{name}".encode()).digest()
        self._generator = np.random.default_rng(int.from_bytes(seed[:16], "little"))
        self._style = style

    def __call__(self, *shape: int) -> Floats:
        """Any numbers: distinct and non-zero in rungs, so that no product vanishes and none looks like another."""
        if self._style == "small":
            return self.distinct(*shape)
        drawn: Floats = self._generator.standard_normal(shape)
        return drawn if self._style == "secret" else np.round(drawn, 3)

    def distinct(self, *shape: int) -> Floats:
        """Distinct non-zero integers, as many signs of either kind as chance will have it."""
        size = int(np.prod(shape))
        signs = self._generator.choice([-1.0, 1.0], size)
        drawn: Floats = (self._generator.permutation(size) + 1.0) * signs
        return drawn.reshape(shape)

    def spaced(self, *shape: int) -> Floats:
        """Distinct numbers of both signs that lie well apart: no ties, and no winner changes for a small step."""
        if self._style == "small":
            return self.distinct(*shape)
        size = int(np.prod(shape))
        drawn: Floats = np.round((self._generator.permutation(size) - size / 2 + 0.25) * (4.0 / size), 4)
        return drawn.reshape(shape)

    def negative(self, *shape: int) -> Floats:
        size = int(np.prod(shape))
        drawn: Floats = -(self._generator.permutation(size) + 1.0) / (1 if self._style == "small" else 8)
        return drawn.reshape(shape)

    def tied(self, *shape: int) -> Floats:
        """Integers 0 to 2: in most windows several share the maximum."""
        return self._generator.integers(0, 3, shape).astype(np.float64)

    def integers(self, *shape: int) -> NDArray[np.int64]:
        """Distinct non-zero integers, as an integer array."""
        return self.distinct(*shape).astype(np.int64)

    def labels(self, count: int, classes: int) -> NDArray[np.int64]:
        return self._generator.integers(0, classes, count)

    def more(self, most: int) -> int:
        """0, and in hidden cases 1 to `most`: for questions about sizes, where there is nothing else to draw."""
        return int(self._generator.integers(1, most + 1)) if self._style == "secret" else 0

    def printed(self, array: ArrayLike) -> NDArray[Any]:
        """The handout's own numbers; in hidden cases others of the same shape, spread as widely."""
        given = np.asarray(array, dtype=np.float64)
        if self._style != "secret":
            return given
        low, high = float(given.min()), float(given.max())
        return self._generator.uniform(low, high, given.shape)
