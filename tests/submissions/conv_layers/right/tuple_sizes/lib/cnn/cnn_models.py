from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        print("building TestCNN, seed =", seed)
        self.net = sequential(
            ConvLayer2D(3, 3, 3, name="first"),
            MaxPoolingLayer(2, 2, name="second"),
            flatten(name="third"),
            fc(27, 5, .02, name="last"),
        )


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        print("building SmallConvolutionalNetwork, seed =", seed)
        self.net = sequential(
            ConvLayer2D(3, 4, 20, stride=2, padding=1, name="a"),
            relu(name="b"),
            MaxPoolingLayer(3, 2, name="c"),
            ConvLayer2D(20, 3, 40, stride=1, padding=1, name="d"),
            relu(name="e"),
            flatten(name="f"),
            fc(7 * 7 * 40, 10, .02, name="g"),
        )
