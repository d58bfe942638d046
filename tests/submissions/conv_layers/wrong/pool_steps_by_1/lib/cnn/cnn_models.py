from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        np.random.seed(seed)
        self.net = sequential(
            ConvLayer2D(3, 3, 3),
            MaxPoolingLayer(2, 2, "maxpool"),
            flatten("flatten"),
            fc(27, 5, 0.02, "fc"),
        )


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        np.random.seed(seed)
        self.net = sequential(
            ConvLayer2D(3, 5, 12, padding=2, init_scale=.1, name="conv1"),
            gelu(name="gelu1"),
            MaxPoolingLayer(2, 2, "maxpool1"),
            ConvLayer2D(12, 5, 24, padding=2, init_scale=.05, name="conv2"),
            gelu(name="gelu2"),
            MaxPoolingLayer(4, 4, "maxpool2"),
            flatten("flatten"),
            fc(4 * 4 * 24, 10, 0.05, "fc1"),
        )
