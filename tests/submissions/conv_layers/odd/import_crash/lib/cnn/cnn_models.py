from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        conv = ConvLayer2D(3, 3, 3, stride=1, padding=0, init_scale=0.02, name='conv')
        pool = MaxPoolingLayer(2, 2, 'maxpool')
        self.net = sequential(conv, pool, flatten(name='flatten'), fc(27, 5, 0.02, name='fc'))


class SmallConvolutionalNetwork(Module):
    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        # tried 64 filters too, took forever
        self.net = sequential(
            ConvLayer2D(3, 5, 32, stride=2, padding=2, name='conv1'),
            relu(name='relu1'),
            MaxPoolingLayer(2, 2, 'maxpool1'),
            flatten(name='flatten'),
            fc(8*8*32, 100, 0.02, name='fc1'),
            relu(name='relu2'),
            fc(100, 10, 0.02, name='fc2'),
        )
