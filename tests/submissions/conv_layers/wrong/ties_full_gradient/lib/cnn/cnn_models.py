from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        self.net = sequential(
            ConvLayer2D(3, 3, 3, 1, 0, name="conv1"),
            MaxPoolingLayer(2, 2, name="maxpool1"),
            flatten(name="flatten1"),
            fc(27, 5, 2e-2, name="fc1"),
        )


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        self.net = sequential(
            ConvLayer2D(3, 3, 16, 1, 1, name="conv1"),
            relu(name="r1"),
            MaxPoolingLayer(2, 2, name="maxpool1"),
            ConvLayer2D(16, 3, 32, 1, 0, name="conv2"),
            relu(name="r2"),
            MaxPoolingLayer(2, 2, name="maxpool2"),
            flatten(name="flatten1"),
            # 32 -> 16 -> 14 -> 7
            fc(7 * 7 * 32, 10, 2e-2, name="fc1"),
        )
