"""Provided: the training loop. Nothing to write here.

    loss = cross_entropy()
    optimizer = Adam(model.net, 1e-3)
    opt_params, losses, train_acc, val_acc = train_net(data, model, loss, optimizer, 128, max_epochs=8)
    model.net.load(opt_params)

Batches are drawn with NumPy's global generator: np.random.seed makes a run repeatable.
"""

from lib.mlp.layer_utils import *
from lib.optim import *


def compute_acc(model, data, labels, num_samples=None, batch_size=100):
    """Gives the fraction of data that the model classifies right, of num_samples drawn if there are more."""
    if num_samples is not None and len(data) > num_samples:
        chosen = np.random.choice(len(data), num_samples, replace=False)
        data, labels = data[chosen], labels[chosen]
    right = 0
    for start in range(0, len(data), batch_size):
        scores = model.forward(data[start:start + batch_size], False)
        right += np.sum(scores.argmax(axis=1) == labels[start:start + batch_size])
    return float(right) / len(data)


def train_net(
    data, model, loss_func, optimizer, batch_size, max_epochs, lr_decay=1.0, lr_decay_every=1000,
    show_every=10, verbose=True, regularization="none", reg_lambda=0.0,
):  # fmt: skip
    """Trains model, epoch by epoch, on shuffled batches; a last batch that is not full is left out.

    data: {"data_train": (images, labels), "data_val": (images, labels)}. The learning rate is multiplied by
    lr_decay every lr_decay_every epochs. Returns the parameters of the epoch with the best validation
    accuracy, as a dictionary (the model itself keeps the last ones), the loss of every iteration, and both
    accuracies of every epoch.
    """
    images, labels = data["data_train"]
    per_epoch = max(len(images) // batch_size, 1)
    best_acc, opt_params = -1.0, {}
    loss_hist, train_acc_hist, val_acc_hist = [], [], []
    for epoch in range(max_epochs):
        if epoch > 0 and epoch % lr_decay_every == 0:
            optimizer.learning_rate *= lr_decay
        order = np.random.permutation(len(images))
        for i in range(per_epoch):
            batch = order[i * batch_size:(i + 1) * batch_size]
            scores = model.forward(images[batch], True)
            loss_hist.append(float(loss_func.forward(scores, labels[batch])))
            model.backward(loss_func.backward(), regularization, reg_lambda)
            optimizer.step()
            if verbose and (len(loss_hist) - 1) % show_every == 0:
                recent = np.mean(loss_hist[-show_every:])
                print(f"iteration {len(loss_hist)} of {per_epoch * max_epochs}: loss {recent:.4f}")
        train_acc_hist.append(compute_acc(model, images, labels))
        val_acc_hist.append(compute_acc(model, *data["data_val"]))
        if val_acc_hist[-1] > best_acc:
            best_acc = val_acc_hist[-1]
            opt_params = {name: np.array(val) for name, val in model.net.params.items()}
        if verbose:
            print(f"epoch {epoch + 1} of {max_epochs}: accuracy {train_acc_hist[-1]:.4f} in training, "
                  f"{val_acc_hist[-1]:.4f} in validation")
    return opt_params, loss_hist, train_acc_hist, val_acc_hist
