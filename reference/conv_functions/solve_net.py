"""Provided: training and testing a network. Nothing to write here."""

import numpy as np


def onehot_encoding(label, classes):
    """Turns labels (N,) into rows [N, classes] with a single 1 at the right class."""
    return np.eye(classes)[label]


def calculate_acc(output, label):
    """Gives the share of rows whose largest number stands at the right class."""
    return float(np.mean(np.argmax(output, axis=1) == label))


def data_iterator(x, y, batch_size, shuffle=True):
    """Gives batches of images and labels, in a new order each time; the last one may be smaller."""
    order = np.random.permutation(len(x)) if shuffle else np.arange(len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start:start + batch_size]
        yield x[chosen], y[chosen]


def train_net(model, loss, config, inputs, labels, batch_size, disp_freq):
    """Trains for one epoch. Returns the loss and the accuracy of every batch; prints every disp_freq batches."""
    losses, accuracies = [], []
    for input, label in data_iterator(inputs, labels, batch_size):
        output = model.forward(input)
        target = onehot_encoding(label, output.shape[1])
        losses.append(float(np.mean(loss.forward(output, target))))
        accuracies.append(calculate_acc(output, label))
        model.backward(loss.backward(output, target))
        model.update(config)
        if disp_freq and len(losses) % disp_freq == 0:
            lately = slice(-disp_freq, None)
            print(f"  batch {len(losses)}: loss {np.mean(losses[lately]):.4f}, "
                  f"accuracy {np.mean(accuracies[lately]):.4f}")
    return losses, accuracies


def test_net(model, loss, inputs, labels, batch_size):
    """Returns the loss and the accuracy over all images; nothing is changed."""
    losses, accuracies, counts = [], [], []
    for input, label in data_iterator(inputs, labels, batch_size, shuffle=False):
        output = model.forward(input)
        losses.append(float(np.mean(loss.forward(output, onehot_encoding(label, output.shape[1])))))
        accuracies.append(calculate_acc(output, label))
        counts.append(len(label))
    return float(np.average(losses, weights=counts)), float(np.average(accuracies, weights=counts))
