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
        raise NotImplementedError("Task 6: TestCNN")


class SmallConvolutionalNetwork(Module):
    """The network that you train on house numbers: images [N, 32, 32, 3] in, 10 scores out.

    At most two convolutions and two max-poolings; the rest is your choice. `keep_prob` is the probability
    that a dropout layer, if you use one, keeps a number; 0 means no dropout.
    Set self.net = sequential(layer, layer, ...).
    """

    def __init__(self, keep_prob=0, dtype=np.float32, seed=None):
        if seed is not None:
            np.random.seed(seed)
        raise NotImplementedError("Task 7: SmallConvolutionalNetwork")
