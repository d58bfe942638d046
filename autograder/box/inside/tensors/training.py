"""The probes of the check `training` where a rubric names a network of PyTorch's: it predicts with saved weights or
after the student's own procedure; and a short look at both says why that would not work.
"""

import contextlib
import functools
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from .layers import kind_of
from .saved import misfit, opened, tensors, without_prefix
from .watching import Watch

Array = NDArray[Any]
AT_ONCE = 100
BATCH, STEPS, RATE = 32, 60, 1e-2
LOOK, LOOK_SECONDS = 60, 10.0
SLOW, TOO_SLOW = 0.2, 2.0  # seconds for one batch: worth saying; and not to be looked at any longer
MOST_NAMES, MOST_NAME = 50, 60


def weights(
    student: Any,
    network: str,
    arguments: Sequence[int],
    judged_images: Array,
    weights: Mapping[str, Array] | None = None,
    file: Array | None = None,
) -> dict[str, Any]:
    """Predicts with saved weights; without labels `predicted`, and the fact `misfit`, where they do not fit."""
    model, saved = _made(student, network, arguments), dict[str, Any]()
    try:
        saved = without_prefix(opened(file.tobytes()) if file is not None else tensors(weights or {}))
        model.load_state_dict(saved)
    except Exception as error:  # whatever a reader of a stranger's bytes raises
        return {"facts": {"misfit": _in_short((saved and misfit(model, saved)) or str(error))}}
    return _predicted(model, judged_images)


def run(
    student: Any,
    network: str,
    arguments: Sequence[int],
    procedure: str,
    seconds: float,
    train_images: Array,
    train_labels: Array,
    judged_images: Array,
) -> dict[str, Any]:
    """Trains a new network as the student does, and predicts with what was learned until the time was up."""
    started = time.process_time()
    train = _named(student, procedure)
    to_predict = _seconds_to_predict(_made(student, network, arguments), judged_images)
    model, end = _made(student, network, arguments), started + max(seconds - to_predict, seconds / 10)
    watch, raised = Watch(model, end=end), dict[str, Exception]()
    with watch:
        try:
            model = _trained(train(model, train_images, train_labels), model)
        except Exception as error:  # what was learned until then counts
            if not watch.seen.steps:
                raise
            raised["raised"] = error
    seen, answer = watch.seen, _predicted(model, judged_images)
    answer["losses"] = np.array(seen.losses, dtype=np.float64)
    answer["facts"] |= {"stopped": watch.stopped, "steps": seen.steps, "seen": seen.images}
    answer["facts"] |= {"given": len(train_images), **raised}
    return answer


def signs(
    student: Any, network: str, arguments: Sequence[int], procedure: str, images: Array, labels: Array
) -> dict[str, Any]:
    """What a new network is like, whether it can learn one batch by heart, and how the student's procedure goes."""
    few = torch.as_tensor(images[:BATCH]), torch.as_tensor(labels[:BATCH])
    seconds = _forward_seconds(_made(student, network, arguments), few[0])
    slow = {"slow": float(f"{seconds:.1g}")} if seconds > SLOW else {}
    if seconds > TOO_SLOW:
        return {"facts": slow}
    facts = slow | _of_a_new(_made(student, network, arguments), few[0])
    losses, facts["gradients"] = _by_heart(_made(student, network, arguments), *few)
    with contextlib.suppress(Exception):  # that there is no procedure is told elsewhere
        facts["loop"] = _loop(_named(student, procedure), _made(student, network, arguments), images, labels)
    last = {"last_loss": losses[-1]} if len(losses) == STEPS else {}
    return {"first_loss": losses[0], **last, "facts": facts}


def _made(student: Any, network: str, arguments: Sequence[int]) -> nn.Module:
    torch.manual_seed(0)
    made = _named(student, network)(*arguments)
    if not isinstance(made, nn.Module):
        raise TypeError(f"{network} makes a {type(made).__name__}, not a module of PyTorch")
    return made


def _named(student: Any, name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = functools.reduce(getattr, name.split("."), student)
    return found


def _trained(returned: Any, model: nn.Module) -> nn.Module:
    """A procedure may give back the network, alone or with other things."""
    several = returned if isinstance(returned, (tuple, list)) else [returned]
    return next((one for one in several if isinstance(one, nn.Module)), model)


def _in_short(text: str) -> str:
    return " ".join(text.split())[:300]


def _predicted(model: nn.Module, images: Array) -> dict[str, Any]:
    model.eval()
    with torch.no_grad():
        scores = torch.cat([model(batch) for batch in torch.split(torch.as_tensor(images), AT_ONCE)])
    answer: dict[str, Any] = {"predicted": scores.argmax(dim=1).numpy(), "facts": {"layers": _kinds(model)}}
    first = next((p for p in model.parameters() if p.dim() == 4), None)
    return answer if first is None else {**answer, "filters": first.detach().float().numpy()}


def _kinds(model: nn.Module) -> dict[str, int]:
    """How many layers there are of each known kind."""
    kinds = [kind_of(module) for module in model.modules()]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds) if kind}


def _forward_seconds(model: nn.Module, images: torch.Tensor) -> float:
    started = time.process_time()
    with torch.no_grad():
        model(images)
    return time.process_time() - started


def _seconds_to_predict(model: nn.Module, images: Array) -> float:
    """With a little more than it should take."""
    batch = torch.as_tensor(images[:BATCH])
    return 1.3 * _forward_seconds(model, batch) * len(images) / max(len(batch), 1)


def _of_a_new(model: nn.Module, images: torch.Tensor) -> dict[str, Any]:
    """Properties that no training changes, and those of its first weights."""
    model.eval()
    with torch.no_grad():
        scores = model(images)
        again, alone, other = model(images), model(images[:1]), model(images.flip(-1))
        middle = model((images + images.flip(-1)) / 2)
    largest = float(scores.abs().max())
    close = functools.partial(torch.allclose, atol=1e-3 * max(largest, 1e-6), rtol=0.0)
    return {
        "same_twice": close(scores, again),
        "alone": close(scores[:1], alone),
        "all_alike": close(scores, scores[:1].expand_as(scores)) and largest > 0,
        "probabilities": close(scores.sum(dim=-1), torch.ones(len(scores))) and bool(scores.min() >= 0),
        "never_negative": bool(scores.min() >= 0),
        "straight": close(middle, (scores + other) / 2),
        "constant": _names(
            n for n, p in model.named_parameters() if p.dim() > 1 and bool((p == p.flatten()[0]).all())
        ),
        "not_registered": _names(_loose_tensors(model)),
        "dropped": max(
            (float(m.p) for m in model.modules() if isinstance(m, nn.modules.dropout._DropoutNd)), default=0.0
        ),
    }


def _loose_tensors(model: nn.Module) -> Iterator[str]:
    """Tensors that a layer keeps and PyTorch does not know: training does not change them."""
    for path, module in model.named_modules():
        for name, value in vars(module).items():
            if isinstance(value, torch.Tensor) and value.is_floating_point() and value.numel() > 1:
                yield f"{path}.{name}" if path else name


def _by_heart(model: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> tuple[list[float], dict[str, Any]]:
    """The losses of some steps on one batch, and which parameters the first backward pass reaches."""
    optimizer, losses = torch.optim.Adam(model.parameters(), RATE), list[float]()
    gradients: dict[str, Any] = {}
    end = time.process_time() + LOOK_SECONDS
    model.train()
    while len(losses) < STEPS and time.process_time() < end:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images), labels)
        losses.append(float(loss.detach()))
        if not loss.requires_grad:
            return losses * STEPS, {"none": _names(n for n, _ in model.named_parameters()), "few": []}
        loss.backward()  # type: ignore[no-untyped-call]
        gradients = gradients or _gradients(model)
        optimizer.step()
    return losses, gradients


def _gradients(model: nn.Module) -> dict[str, Any]:
    """Without any, and with one in a single filter of many."""
    named = dict(model.named_parameters())
    none = [n for n, p in named.items() if p.grad is None or not bool(p.grad.any())]
    few = [n for n, p in named.items() if n not in none and p.dim() == 4 and len(p) > 3 and _rows_reached(p) == 1]
    return {"none": _names(iter(none)), "few": _names(iter(few))}


def _rows_reached(parameter: torch.Tensor) -> int:
    assert parameter.grad is not None
    return int(parameter.grad.flatten(1).any(dim=1).sum())


def _loop(train: Callable[..., Any], model: nn.Module, images: Array, labels: Array) -> dict[str, Any]:
    """Some steps of the student's own, watched closely."""
    before = [p.detach().clone() for p in model.parameters()]
    end = time.process_time() + LOOK_SECONDS
    watch = Watch(model, end=end, most=LOOK, data=(images, labels))
    raised = True
    with watch, contextlib.suppress(Exception):
        train(model, images, labels)
        raised = False
    seen, after = watch.seen, list(model.parameters())
    counts = {name: value for name, value in vars(seen).items() if isinstance(value, int)}
    return counts | {
        "raised": raised and not watch.stopped,
        "batches": len(seen.batches),
        "batch": seen.images // max(seen.calls, 1),
        "given": len(images),
        "range": _finite(seen.lowest, seen.highest),
        "given_range": [float(images.min()), float(images.max())],
        "losses": _finite(*seen.losses[:1], *seen.losses[-1:]),
        "kinds": sorted(set(seen.kinds)),
        "classes": max(seen.classes, default=0),
        "parameters": len(before),
        "decay": seen.decay,
        "rates": seen.rates,
        "moved": sum(not torch.equal(old, new) for old, new in zip(before, after, strict=True)),
        "way": _way(before, after),
    }


def _way(before: Sequence[torch.Tensor], after: Sequence[torch.Tensor]) -> float:
    """How far all parameters have moved together, as a share of their size."""
    squares = [float((new.detach() - old).square().sum()) for old, new in zip(before, after, strict=True)]
    size = sum(float(old.square().sum()) for old in before)
    way = math.sqrt(sum(squares) / max(size, 1e-12))
    return way if math.isfinite(way) else 1e9


def _finite(*numbers: float) -> list[float]:
    """What JSON has no word for becomes a number too large for any loss."""
    return [number if math.isfinite(number) else math.copysign(1e30, number) for number in numbers]


def _names(names: Iterator[str]) -> list[str]:
    return [name[:MOST_NAME] for name in names][:MOST_NAMES]
