"""Signs in a new network: what it does with images before it has learned anything."""

from collections.abc import Iterator

from autograder.explain.signs.seen import New, Sign, named

MUCH_DROPPED = 0.75


def of_parameters(new: New) -> Iterator[Sign]:
    """How they begin, and which of them training cannot reach."""
    if new.slow:
        yield Sign(
            f"One forward pass of 32 images takes {new.slow:g} s.",
            "Measure which line of your layers takes most of the time: which of your loops could be one product?",
        )
    if new.constant:
        yield Sign(
            f"All numbers of {named(new.constant)} begin equal. Filters that begin equal stay equal.",
            "Print the first two filters of a new network, and again after some steps.",
        )
    if new.not_registered:
        yield Sign(
            f"{named(new.not_registered)} {_are(new.not_registered)}: training changes only parameters.",
            "Print the names in model.named_parameters(), and look for this one.",
        )
    if new.gradients.none:
        yield Sign(
            f"In a new network no gradient reaches {named(new.gradients.none)}.",
            "Print .grad_fn of what each layer returns: where does it end, or where is a gradient 0?",
        )
    if new.gradients.few:
        yield Sign(
            f"The gradient of {named(new.gradients.few)} is zero but in one filter: the others are not used.",
            "Set all filters but the first to zero and see whether the layer's result changes.",
        )


def of_scores(new: New) -> Iterator[Sign]:
    """What they depend on beside the image, or not on the image at all."""
    if not new.same_twice:
        yield Sign(
            "In evaluation mode the same images get other scores each time.",
            "Call your network twice with the same image: which layer draws numbers anew?",
        )
    elif not new.alone:
        yield Sign(
            "An image's scores depend on which images are beside it in the batch.",
            "Run one image alone and in a batch, and compare the results after each layer.",
        )
    if new.all_alike:
        yield Sign(
            "A new network gives the same scores for all images.",
            "Print the numbers of two images side by side after each layer: where do they become equal?",
        )


def of_design(new: New) -> Iterator[Sign]:
    """What keeps it from learning much."""
    if new.dropped >= MUCH_DROPPED:
        yield Sign(
            f"Dropout leaves out {100 * new.dropped:g} % of the numbers.",
            "What does p say: the share that is kept, or the share that is left out?",
        )
    if new.never_negative and not new.probabilities:
        yield Sign(
            "No score of a new network is below 0.",
            "Print the smallest score of a hundred images. What is the gradient of one that is cut off at 0?",
        )
    if new.straight and not new.all_alike:
        yield Sign(
            "The network is one linear map: half of the sum of two images gets half of the sum of their scores.",
            "What is the product of two linear maps? Look for what stands between your layers.",
        )


def _are(names: tuple[str, ...]) -> str:
    return "is a tensor and no parameter" if len(names) == 1 else "are tensors and no parameters"
