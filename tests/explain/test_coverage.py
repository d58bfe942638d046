"""How often a sentence is found when nobody knows the mistake: every one of conv_layers, taken out of the bank."""

import time
from dataclasses import replace

import numpy as np
import pytest

from autograder.explain import findings
from autograder.explain.recognise import Beside
from autograder.grade import grade

FLOOR, FLOOR_IN_NUMBERS = 0.93, 0.75
TOLD_AT_ONCE = ("none", "type", "no output", "missing", "empty")


@pytest.fixture(scope="module")
def unrecognised(public_key, as_built):
    """Findings about each mistake when neither it nor any other is recognised, and seconds of looking at errors."""
    key, arrays = public_key
    found, seconds = {}, []
    look = findings._error

    def timed(*given):
        started = time.process_time()
        told = look(*given)
        seconds.append(time.process_time() - started)
        return told

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Beside, "matching", lambda *given: ())
        patch.setattr(Beside, "together", lambda *given: ())
        patch.setattr(Beside, "where_alone", lambda *given: ())
        patch.setattr(findings, "_error", timed)
        for mistake in key.mistakes:
            found[mistake.id] = grade(_without(mistake.id, key), arrays, as_built(mistake.id)).findings
    return found, seconds


def _without(mistake, key):
    """It stays in its row and says nothing about items."""
    return replace(key, mistakes=tuple(replace(m, items=()) if m.id == mistake else m for m in key.mistakes))


def test_most_unknown_mistakes_are_told_by_when_they_show_or_what_they_look_like(unrecognised):
    found, seconds = unrecognised
    told = [finding for findings in found.values() for finding in findings]
    when = [" when " in f.headline or f.problem.kind in TOLD_AT_ONCE for f in told]
    numbers = [bool(f.looks and f.evidence) for f in told]
    anything = [w or bool(f.looks) for w, f in zip(when, told, strict=True)]
    either = [w or n for w, n in zip(when, numbers, strict=True)]
    print(f"\n{len(told)} causes: when {np.mean(when):.1%}, numbers {np.mean(numbers):.1%},")
    print(
        f"either {np.mean(either):.1%}, with other items {np.mean(anything):.1%}; {1000 * np.mean(seconds):.1f} ms"
    )
    assert np.mean(anything) >= FLOOR
    assert np.mean(either) >= FLOOR_IN_NUMBERS


def test_the_sentence_fits_mistakes_that_are_plain_in_the_numbers(unrecognised):
    """What the sentences say of mistakes, written down by a person."""
    looks = {mistake: findings[0].looks for mistake, findings in unrecognised[0].items() if findings}
    assert looks["dw-divided-by-batch"] == "dw is 1/N of what is expected."
    assert looks["db-once-per-channel"] == "db is C times what is expected."
    assert looks["dw-turned-round"] == "dw is turned by 180°: kernel rows and kernel columns run backwards."
    assert looks["dx-keeps-the-padding"] == "dx has 2·padding rows and columns too many."  # too large to be kept
    assert looks["conv-without-bias"] == "What the output lacks is exactly b."
    assert looks["db-stays-zero"] == "db is 0 everywhere."
    assert looks["db-with-shape-1-f"].endswith("too many; the numbers themselves are right.")
    assert looks["size-height-and-width-swapped"] == "Height and width are exchanged."
