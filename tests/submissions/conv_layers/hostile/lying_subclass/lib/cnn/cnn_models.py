from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


""" Classes """
class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        self.net = sequential(
            ########## TODO: ##########
            ConvLayer2D(3, 3, 3, stride=1, padding=0, name="conv"),
            MaxPoolingLayer(2, 2, name="maxpool"),
            flatten(name="flat"),
            fc(27, 5, 0.02, name="fc"),
            ########### END ###########
        )


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        self.net = sequential(
            ########## TODO: ##########
            ConvLayer2D(3, 5, 16, stride=1, padding=2, name="conv1"),
            relu(name="relu1"),
            MaxPoolingLayer(2, 2, name="pool1"),
            ConvLayer2D(16, 3, 32, stride=1, padding=1, name="conv2"),
            relu(name="relu2"),
            MaxPoolingLayer(2, 2, name="pool2"),
            flatten(name="flat"),
            fc(8 * 8 * 32, 10, 0.02, name="fc1"),
            ########### END ###########
        )
