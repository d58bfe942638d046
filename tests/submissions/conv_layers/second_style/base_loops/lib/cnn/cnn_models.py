from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        if seed is not None:
            np.random.seed(seed)
        layers = []
        layers.append(ConvLayer2D(3, 3, 3, 1, 0, 0.02, "conv"))
        layers.append(MaxPoolingLayer(2, 2, "pool"))
        layers.append(flatten("flat"))
        layers.append(fc(27, 5, 0.02, "scores"))
        self.net = sequential(*layers)


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        if seed is not None:
            np.random.seed(seed)
        layers = []
        layers.append(ConvLayer2D(3, 5, 8, 1, 2, 0.02, "conv1"))
        layers.append(leaky_relu(0.01, "lrelu1"))
        layers.append(MaxPoolingLayer(2, 2, "pool1"))
        layers.append(ConvLayer2D(8, 3, 16, 1, 1, 0.02, "conv2"))
        layers.append(leaky_relu(0.01, "lrelu2"))
        layers.append(MaxPoolingLayer(2, 2, "pool2"))
        layers.append(flatten("flat"))
        layers.append(fc(1024, 10, 0.02, "scores"))
        self.net = sequential(*layers)
