"""Provided: trains the network once with each loss. Try other settings here; the numbers go into your report.

    python run_cnn.py data         with the four files of MNIST in the folder data
    python run_cnn.py              with the small digits of scikit-learn

For each loss, writes results_<loss>.npz: `losses` and `accuracies` of every batch, `test_accuracy`, and
`first_layer`, what the first convolution gives after its ReLU for one test image of each digit. After the last
training, writes the parameters to weights.npz.
"""

import sys

import numpy as np
from layers import AvgPool2D, Conv2D, Linear, Relu, Reshape
from load_data import load_digits_4d, load_mnist_4d
from loss import EuclideanLoss, SoftmaxCrossEntropyLoss
from network import Network
from solve_net import test_net, train_net

config = {"learning_rate": 0.05, "weight_decay": 0.0, "momentum": 0.9}
batch_size = 50
max_epoch = 10  # of MNIST, with 40 times as many images as the small digits have, 2 are enough
disp_freq = 100


def build_network():
    """Two convolutions, each with a ReLU and an average-pooling behind it, and a linear layer."""
    model = Network()
    model.add(Conv2D("conv1", 1, 4, 3, 1, 0.3))
    model.add(Relu("relu1"))
    model.add(AvgPool2D("pool1", 2, 0))  # [N, 4, 14, 14]
    model.add(Conv2D("conv2", 4, 8, 3, 1, 0.15))
    model.add(Relu("relu2"))
    model.add(AvgPool2D("pool2", 2, 0))  # [N, 8, 7, 7]
    model.add(Reshape("flatten", (-1, 392)))
    model.add(Linear("fc3", 392, 10, 0.05))
    return model


def first_layer(model, images):
    """Gives what the first convolution shows after its ReLU, [N, 4, 28, 28]."""
    for layer in model.layer_list[:2]:
        images = layer.forward(images)
    return images


def main(folder=None):
    data = load_mnist_4d(folder) if folder else load_digits_4d()
    train_data, test_data, train_label, test_label = data
    one_of_each = [int(np.argmax(test_label == digit)) for digit in range(10)]
    for name, loss in (("euclidean", EuclideanLoss("loss")), ("softmax", SoftmaxCrossEntropyLoss("loss"))):
        np.random.seed(1)
        model, losses, accuracies = build_network(), [], []
        for epoch in range(max_epoch):
            print(f"{name}, epoch {epoch + 1} of {max_epoch}")
            results = train_net(model, loss, config, train_data, train_label, batch_size, disp_freq)
            losses += results[0]
            accuracies += results[1]
            print("  test: loss {:.4f}, accuracy {:.4f}".format(
                *test_net(model, loss, test_data, test_label, batch_size)))
        np.savez(f"results_{name}.npz", losses=losses, accuracies=accuracies,
                 test_accuracy=test_net(model, loss, test_data, test_label, batch_size)[1],
                 first_layer=first_layer(model, test_data[one_of_each]))
        np.savez("weights.npz", **model.parameters())


if __name__ == "__main__":
    main(*sys.argv[1:2])
