"""What a wrong number of parameters betrays: whole numbers leave few ways to be wrong by just so much."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import gcd, isqrt

from autograder.model import Count, Counts

Table = Mapping[str, int]
SMALL = 3  # a kernel has four weights or more


def compared(tables: Mapping[str, Table], got: Table, known: Mapping[str, str], *, why: bool = True) -> Counts:
    """Each layer beside the right number, in the table that fits best, with what would explain another one."""
    table = nearest_table(tables, got)
    layers = tuple(_layer(name, right, got.get(name), why) for name, right in tables[table].items())
    total = sum(got.values())
    says = known.get(str(total), "") if why or all(layer.got == layer.expected for layer in layers) else ""
    return Counts(
        table=table, layers=layers, total=Count(layer="", expected=sum(tables[table].values()), got=total, why=says)
    )


def differences(counts: Counts) -> str:
    """The layers that differ in a clause, and the totals. Where none does, what is known of a right total."""
    told = [_told(layer) for layer in counts.layers if layer.got != layer.expected]
    total = counts.total
    says = f": {total.why}" if total.why else ""
    if not told:
        return f"{total.got:,} in all{says}" if says else ""
    return "; ".join([*told, f"{total.got:,} in all for {total.expected:,}{says}"])


def nearest_table(tables: Mapping[str, Table], got: Table) -> str:
    """Of several that are right the one in which most layers agree; the first of equals."""
    return max(tables, key=lambda name: sum(got.get(layer) == count for layer, count in tables[name].items()))


def _layer(name: str, expected: int, got: int | None, explained: bool) -> Count:
    wrong = got is not None and got != expected and explained
    return Count(layer=name, expected=expected, got=got, why=reason(expected, got or 0) if wrong else "")


def _told(count: Count) -> str:
    if count.got is None:
        return f"{count.layer}: no number for {count.expected:,}"
    return f"{count.layer}: {count.got:,} for {count.expected:,}{f' ({count.why})' if count.why else ''}"


def reason(expected: int, got: int) -> str:
    """The first explanation that gives exactly this number, for a layer of filters or outputs with a bias."""
    if expected == 0:
        return ""
    if got == 0:
        return "none is registered: weights are parameters as nn.Parameter or in a module"
    return next((says for says, gives in _ways(expected).items() if got in gives), _other_input(expected, got))


def _ways(expected: int) -> dict[str, set[int]]:
    """For every number of filters that divides it, as each filter has its weights and one bias."""
    pairs = [(filters, expected // filters - 1) for filters in _divisors(expected) if 1 < filters < expected]
    return {
        "no bias": {filters * weights for filters, weights in pairs},
        "one bias for all filters": {filters * weights + 1 for filters, weights in pairs},
        "one kernel for all filters": {weights + more for filters, weights in pairs for more in (filters, 1, 0)},
        "three input channels instead of one": {f * (3 * weights + 1) for f, weights in pairs if weights > SMALL},
        "twice as many": {2 * expected},
        "a bias for each input channel of each filter": {n for pair in pairs for n in _bias_per_channel(*pair)},
    }


def _bias_per_channel(filters: int, weights: int) -> Iterator[int]:
    """Weights are channels times a square kernel."""
    for size in range(2, isqrt(weights) + 1):
        channels, rest = divmod(weights, size * size)
        if rest == 0 and channels > 1:
            yield filters * (weights + channels)


def _other_input(expected: int, got: int) -> str:
    """As many outputs, and an image of another size before them: the sizes are as squares to each other."""
    for outputs in reversed(_divisors(gcd(expected, got))):
        right, came = expected // outputs - 1, got // outputs - 1
        if outputs > 1 and right > 0 and came > 0 and _is_square(Fraction(came, right)):
            return f"it takes {came:,} numbers instead of {right:,}: was the image padded, the pooling's stride 2?"
    return ""


def _divisors(number: int) -> list[int]:
    low = [n for n in range(1, isqrt(number) + 1) if number % n == 0]
    return sorted({*low, *(number // n for n in low)})


def _is_square(ratio: Fraction) -> bool:
    return all(isqrt(part) ** 2 == part for part in (ratio.numerator, ratio.denominator))
