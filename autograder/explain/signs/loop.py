"""Signs in the first steps of a student's own training."""

from collections.abc import Iterator

from autograder.explain.signs.seen import Loop, Sign, named

SHORT = 0.03  # a network that moves by less than this share of itself in all that was seen goes nowhere
FAST = 0.1  # the learning rate at the end of what was seen, as a share of that at its beginning
MUCH_DECAY, GROWS = 0.05, 1.5


def of_no_change(loop: Loop) -> Iterator[Sign]:
    """Why no weight changes, or not by what its gradient says."""
    if not loop.calls:
        yield Sign(
            "The network that is handed to the training is never used there.",
            "Print id(model) before the training, and in its loop where the scores are computed.",
        )
    elif not loop.backwards:
        yield Sign(
            "The training computes no gradients: nothing calls backward.",
            "Print a parameter's .grad before the first step.",
        )
    elif not loop.steps and not loop.moved:
        yield Sign(
            f"backward is called {loop.backwards} times, and no optimiser takes a step: no weight changes.",
            "Print one weight before and after a pass of the loop, and ask who should change it.",
        )
    elif loop.steps and not loop.handed and not loop.moved:
        yield Sign(
            f"The optimiser holds none of the network's parameters, and {loop.foreign} of something else.",
            "Print id() of the first parameter of the network, and of the first that the optimiser holds.",
        )
    elif loop.steps and loop.empty == loop.steps:
        yield Sign(
            "backward is called, and at each step of the optimiser no parameter has a gradient.",
            "Is loss.grad_fn there? Print the largest gradient after each line between backward and the step.",
        )
    elif loop.kept:
        yield Sign(
            "Gradients of one step are still there when the next are computed: each step uses the sum of all.",
            "Print what a parameter's .grad holds before backward is called for the second time.",
        )


def of_images(loop: Loop) -> Iterator[Sign]:
    """What goes into the network, and whether labels belong to it."""
    if loop.steps > 1 and loop.batches == 1 and loop.batch < loop.given:
        yield Sign(
            f"Each of {loop.steps} steps sees the same {loop.batch} images.",
            "Print the first label of each batch of one epoch.",
        )
    if loop.compared and loop.paired < loop.compared / 2:
        yield Sign(
            f"Of {loop.compared} labels that go into the loss, {loop.paired} belong to their images.",
            "Draw one image of a batch and print its label: do they belong together?",
        )
    if 0 < loop.classes <= 3 and loop.batch >= 16:
        yield Sign(
            f"The images of a batch have {loop.classes} different labels at most: they come sorted.",
            "Print the labels of the last ten batches of an epoch.",
        )
    if loop.calls and len(loop.range) == len(loop.given_range) == 2 and _other(loop.range, loop.given_range):
        (low, high), (as_given, to) = loop.range, loop.given_range
        yield Sign(
            f"In training the network gets numbers from {low:.3g} to {high:.3g}; images that are judged go from "
            f"{as_given:.3g} to {to:.3g}.",
            "What is done to images before they are trained with has to happen inside the network, or not at all.",
        )


def of_loss(loop: Loop) -> Iterator[Sign]:
    """What the loss is given, and what it is."""
    if loop.probabilities and "cross_entropy" in loop.kinds:
        yield Sign(
            "What goes into cross_entropy are probabilities already: the softmax is taken twice.",
            "Print the sum of the scores of one image. Which function already contains the softmax?",
        )
    elif loop.probabilities:
        yield Sign(
            "nll_loss gets probabilities, where it expects their logarithms.",
            "Can a likelihood loss be below 0? Print the first one.",
        )
    elif loop.no_logarithms:
        yield Sign(
            "nll_loss gets scores that are no logarithms of probabilities.",
            "Add up exp(scores) of one image. What should come out where these are log-probabilities?",
        )
    if loop.losses and loop.losses[0] < 0 and not loop.probabilities and not loop.no_logarithms:
        yield Sign(
            f"The first loss is {loop.losses[0]:.3g}, and steps lead to where it is more negative still.",
            "Print the loss of the first ten batches. Which way does it go, and can it be negative?",
        )
    if loop.summed:
        yield Sign(
            "The loss is a sum over the images of a batch, not a mean: each step is as many times longer.",
            "Print the first loss for batches of 1 and of 32 images.",
        )
    if loop.kinds and not {"cross_entropy", "nll_loss"} & set(loop.kinds):
        yield Sign(
            f"The loss is {named(loop.kinds)}, which says little about which of the scores should be the largest.",
            "Compare the gradient of your loss for a wrong answer that is sure with that of one that is not.",
        )


def of_steps(loop: Loop) -> Iterator[Sign]:
    """What the optimiser does with the gradients."""
    if loop.steps and loop.handed < loop.parameters:
        yield Sign(
            f"The optimiser holds {loop.handed} of the network's {loop.parameters} parameters.",
            "Print how many parameters the optimiser got, and how many the network has.",
        )
    if loop.steps and loop.backwards >= 4 * loop.steps:
        yield Sign(
            f"backward is called {loop.backwards} times for {loop.steps} steps of the optimiser.",
            "Count how often optimizer.step() is called in one epoch, and how many batches there are.",
        )
    if loop.decay >= MUCH_DECAY:
        yield Sign(
            f"The optimiser's weight decay is {loop.decay:g}: it draws the weights to zero faster than they learn.",
            "Print the largest weight after each epoch, and compare the penalty with the loss.",
        )
    if len(loop.rates) == 2 and loop.rates[1] < FAST * loop.rates[0]:
        yield Sign(
            f"The learning rate falls from {loop.rates[0]:g} to {loop.rates[1]:.3g} within {loop.steps} steps.",
            "Print the learning rate at each step of the first epoch.",
        )
    elif loop.moved and loop.steps > 5 and loop.way < SHORT and not _falls(loop.losses):
        yield Sign(
            f"In {loop.steps} steps all parameters together move by {100 * loop.way:.2g} % of their size, and the "
            "loss does not fall.",
            "Print the learning rate, and the length of all gradients together just before a step.",
        )
    if len(loop.losses) == 2 and loop.losses[0] > 0 and not loop.losses[1] < GROWS * loop.losses[0]:
        yield Sign(
            f"The loss goes up from {loop.losses[0]:.3g} to {_told(loop.losses[1])} in {loop.steps} steps.",
            "Try a learning rate that is 100 times smaller.",
        )
    if loop.steps > 1 and loop.given > 1 and loop.batch >= loop.given:
        yield Sign(
            f"All {loop.given} images are one batch: one step an epoch.",
            "Count how many losses your training records in one epoch.",
        )


def _other(seen: tuple[float, ...], given: tuple[float, ...]) -> bool:
    """Another range than the images', by more than a quarter of their width."""
    width = given[1] - given[0]
    return max(abs(seen[0] - given[0]), abs(seen[1] - given[1])) > width / 4


def _falls(losses: tuple[float, ...]) -> bool:
    return len(losses) == 2 and losses[1] < 0.95 * losses[0]


def _told(loss: float) -> str:
    return f"{loss:.3g}" if abs(loss) < 1e29 else "nan or infinity"
