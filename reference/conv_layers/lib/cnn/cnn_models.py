"""Problem 2, your part: two networks put together from layers.

Star imports bring in `Module`, `sequential`, the layers of `lib.mlp` and your own of `lib.cnn`. Every layer
needs a name of its own. `seed` restarts NumPy's generator, so that the same network can be made twice;
`dtype` is accepted and not used: arrays are float64, so that gradients can be checked.
"""

# Your own layers come last: they win over a provided layer of the same name.
# isort: off
from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *
from lib.cnn.layer_utils import *


class TestCNN(Module):
    """A network small enough to check by hand: convolution, max-pooling, flatten, one fully connected layer.

    Images are [N, 8, 8, 3]. The convolution has 3 filters of size 3, moves one pixel at a time and does not
    pad. The windows of the pooling do not overlap; they leave 27 features for the fully connected layer,
    which gives 5 scores: find the pool size. Weights start with standard deviation 0.02, biases at 0.
    Set self.net = sequential(layer, layer, ...).
    """

    def __init__(self, dtype=np.float32, seed=None):
        if seed is not None:
            np.random.seed(seed)
        # begin solution: Task 6: TestCNN
        self.net = sequential(
            ConvLayer2D(3, 3, 3, stride=1, padding=0, init_scale=0.02, name="conv"),
            MaxPoolingLayer(2, 2, name="pool"),
            flatten(name="flatten"),
            fc(27, 5, init_scale=0.02, name="fc"),
        )
        # end solution


class SmallConvolutionalNetwork(Module):
    """The network that you train on house numbers: images [N, 32, 32, 3] in, 10 scores out.

    At most two convolutions and two max-poolings; the rest is your choice. `keep_prob` is the probability
    that a dropout layer, if you use one, keeps a number; 0 means no dropout.
    Set self.net = sequential(layer, layer, ...).
    """

    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        if seed is not None:
            np.random.seed(seed)
        # begin solution: Task 7: SmallConvolutionalNetwork
        self.net = sequential(
            ConvLayer2D(3, 5, 16, stride=1, padding=2, init_scale=0.1, name="conv1"),
            leaky_relu(name="relu1"),
            MaxPoolingLayer(2, 2, name="pool1"),
            ConvLayer2D(16, 3, 32, stride=1, padding=1, init_scale=0.1, name="conv2"),
            leaky_relu(name="relu2"),
            MaxPoolingLayer(2, 2, name="pool2"),
            flatten(name="flatten"),
            fc(2048, 100, init_scale=0.03, name="fc1"),
            leaky_relu(name="relu3"),
            dropout(keep_prob, seed=seed, name="dropout"),
            fc(100, 10, init_scale=0.1, name="fc2"),
        )
        # end solution
