"""Signs in how a training ended: how far it came, or what PyTorch refused."""

import re
from collections.abc import Iterator, Mapping

from autograder.explain.signs.seen import Sign
from autograder.model import Answer, Outcome

FEW_STEPS = 100

# What PyTorch says when it refuses, and what is behind it.
REFUSALS: Mapping[str, Sign] = {
    r"Target \d+ is out of bounds": Sign(
        "A label is larger than the last class: ten classes are 0 to 9.",
        "Print the smallest and the largest label that goes into the loss.",
    ),
    r"does not require grad": Sign(
        "The loss depends on no parameter: it was computed where no gradients are followed.",
        "Print scores.requires_grad in the loop.",
    ),
    r"modified by an inplace operation|leaf Variable that requires grad|in-place": Sign(
        "A tensor that backward needs was changed in place.",
        "Look for +=, *= and names that end in _ in your layers, on parameters and on what comes from them.",
    ),
    r"to be Long|scalar type Long|not implemented for 'Float'": Sign(
        "Labels are fractions, where the loss expects whole numbers.",
        "Print the dtype of the labels just before the loss.",
    ),
    r"same dtype|expected scalar type|Double|Input type": Sign(
        "Numbers of two types meet: double and single precision.", "Print the dtype of the images and of a weight."
    ),
}


def of_answer(answer: Answer | None, *, broke_off: bool = False) -> Iterator[Sign]:
    """Of the training itself, answered or refused. Where an error broke it off, a report tells which one, and how
    far it came is no sign of anything else."""
    if answer is None:
        return
    if answer.outcome is Outcome.ANSWERED and broke_off:
        yield Sign("", "Run your training by itself up to this error, and print what its line works with.")
    elif answer.outcome is Outcome.ANSWERED:
        yield from _of_run(answer)
    elif answer.failure is not None:
        yield from _of_refusal(answer.failure.message)


def _of_run(answer: Answer) -> Iterator[Sign]:
    """It came to its end, or to the end of its time."""
    facts = {n: v for n in ("steps", "seen", "given") if isinstance(v := answer.facts.get(n), int)}
    steps, seen, given = (facts.get(name, 0) for name in ("steps", "seen", "given"))
    if not steps or not seen or not given:
        return
    if answer.facts.get("stopped") is True and seen < 2 * given:
        yield Sign(
            f"In the time that there is, {seen} images went through the network; an epoch has {given}. It is slow.",
            "Measure how long one forward pass of 32 images takes, and which line takes most of it.",
        )
    elif seen <= 1.5 * given:
        yield Sign(
            f"The training saw each image about once: {steps} steps, {seen} images of {given}.",
            "Count how many losses your training records for one epoch and for five.",
        )
    elif steps <= FEW_STEPS and steps * 8 < seen // 32:
        yield Sign(
            f"The training took {steps} steps, with {seen} images seen in all: very few steps for so many images.",
            "Count how often optimizer.step() is called in one epoch, and how many batches there are.",
        )


def _of_refusal(message: str) -> Iterator[Sign]:
    yield from (sign for pattern, sign in REFUSALS.items() if re.search(pattern, message))
