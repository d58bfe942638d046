"""A data set by the name that a rubric gives it under `earns:`."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from autograder.data.cifar10 import cifar10
from autograder.data.dataset import DataSet, Wanted
from autograder.data.digits import digits
from autograder.data.mnist import mnist
from autograder.data.moons import double_moon, double_moon_file
from autograder.data.svhn import svhn
from autograder.errors import DataError, DataMissing
from autograder.listed import listed
from autograder.nearest import nearest

Loader = Callable[[Path | None, Wanted, str], DataSet]
LOADERS: Mapping[str, Loader] = {
    "mnist": mnist,
    "svhn": svhn,
    "cifar10": cifar10,
    "double-moon-file": lambda folder, wanted, secret: double_moon_file(folder, secret, judged=wanted.judged),
    "digits": lambda _, wanted, secret: digits(wanted, secret),
    "double-moon": lambda _, wanted, secret: double_moon(secret, judged=wanted.judged),
}


def load(name: str, folder: Path | None, wanted: Wanted, secret: str) -> DataSet:
    """Raises DataMissing when it is not on this machine, DataError when it is there and cannot be used."""
    if name not in LOADERS:
        near = nearest(name, LOADERS)
        hint = f"did you mean {near}?" if near else f"known are {listed(LOADERS)}"
        raise DataError(f"{name}: there is no data set of this name; {hint}")
    return LOADERS[name](folder, wanted, secret)


def load_first(names: Iterable[str], folder: Path | None, wanted: Wanted, secret: str) -> DataSet:
    """The first one that is on this machine; one that is there and damaged is mended, and not passed over."""
    missing = []
    for name in names:
        try:
            return load(name, folder, wanted, secret)
        except DataMissing as error:
            missing.append(str(error))
    raise DataMissing("none of the data sets is on this machine:\n" + "\n".join(missing))
