from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        self.net = sequential(
            ConvLayer2D(input_channels=3, kernel_size=3, number_filters=3, name="conv"),
            MaxPoolingLayer(pool_size=2, stride=2, name="pool"),
            flatten(name="flatten"),
            fc(27, 5, init_scale=.02, name="output"))


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        layers = [
            ConvLayer2D(3, 3, 32, stride=1, padding=1, init_scale=0.05, name="conv_1"),
            relu(name="relu1"),
            MaxPoolingLayer(2, 2, "pool_1"),
            ConvLayer2D(32, 3, 32, stride=1, padding=1, init_scale=0.05, name="conv_2"),
            relu(name="relu2"),
            MaxPoolingLayer(2, 2, "pool_2"),
            flatten(name="flat"),
            fc(8 * 8 * 32, 128, init_scale=0.02, name="fc_1"),
            relu(name="relu3"),
        ]
        if keep_prob > 0:
            layers.append(dropout(keep_prob, seed=seed, name="drop"))
        layers.append(fc(128, 10, init_scale=0.02, name="fc_2"))
        self.net = sequential(*layers)
