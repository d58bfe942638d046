"""Provided: the layers around a convolution, and the container that runs them. Nothing to write here.

A layer has `name`, `params` and `grads` (dictionaries with the same names), `meta` (what forward remembers
for backward), `forward(feat)` and `backward(dprev)`. The first axis of every array is the batch.
"""

import numpy as np


class sequential:
    """Layers in a row. `params` and `grads` hold what all of them hold, under the same names."""

    def __init__(self, *layers):
        self.layers = list(layers)
        self.params = {}
        self.grads = {}
        self._owner = {}
        names = set()
        for layer in layers:
            if layer.name in names:
                raise ValueError(f"two layers are called {layer.name!r}: give each layer a name of its own")
            names.add(layer.name)
            for name in layer.params:
                if name in self._owner:
                    raise ValueError(f"two parameters are called {name!r}: give each layer a name of its own")
                self._owner[name] = layer
        self.gather_params()
        self.gather_grads()

    def assign(self, name, val):
        """Replaces one parameter; val has its shape."""
        shape = np.shape(self.get_params(name))
        if np.shape(val) != shape:
            raise ValueError(f"{name}: expected shape {shape}, got {np.shape(val)}")
        self._owner[name].params[name] = val
        self.params[name] = val

    def assign_grads(self, name, val):
        """Replaces one gradient; val has the shape of its parameter."""
        shape = np.shape(self.get_params(name))
        if np.shape(val) != shape:
            raise ValueError(f"gradient of {name}: expected shape {shape}, got {np.shape(val)}")
        self._owner[name].grads[name] = val
        self.grads[name] = val

    def get_params(self, name):
        """Gives one parameter by name."""
        return self._find(name).params[name]

    def get_grads(self, name):
        """Gives one gradient by name; None before the first backward."""
        return self._find(name).grads[name]

    def gather_params(self):
        """Collects the layers' parameters into self.params, after an optimiser has changed them."""
        for layer in self.layers:
            self.params.update(layer.params)

    def gather_grads(self):
        """Collects the layers' gradients into self.grads, after a backward pass."""
        for layer in self.layers:
            self.grads.update(layer.grads)

    def apply_l1_regularization(self, lam):
        """Adds the gradient of lam * sum |parameter| to every gradient."""
        self._add_to_grads(lambda param: lam * np.sign(param))

    def apply_l2_regularization(self, lam):
        """Adds the gradient of lam / 2 * sum parameter² to every gradient."""
        self._add_to_grads(lambda param: lam * param)

    def load(self, pretrained):
        """Takes over parameters from a dictionary of name and array, as train_net returns it."""
        for name, val in pretrained.items():
            self.assign(name, np.array(val))

    def _find(self, name):
        if name not in self._owner:
            raise KeyError(f"no parameter {name!r}; this network has {', '.join(self._owner) or 'none'}")
        return self._owner[name]

    def _add_to_grads(self, penalty):
        for name, layer in self._owner.items():
            self.assign_grads(name, layer.grads[name] + penalty(layer.params[name]))


class flatten:
    """Lays every sample out as one row: [N, H, W, C] becomes [N, H * W * C]."""

    def __init__(self, name="flatten"):
        self.name = name
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, feat):
        self.meta = feat.shape
        return feat.reshape(feat.shape[0], -1)

    def backward(self, dprev):
        return dprev.reshape(self.meta)


class fc:
    """A fully connected layer: [N, input_dim] becomes feat @ w + b, [N, output_dim]."""

    def __init__(self, input_dim, output_dim, init_scale=0.002, name="fc"):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.params = {
            self.w_name: init_scale * np.random.randn(input_dim, output_dim),
            self.b_name: np.zeros(output_dim),
        }
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def forward(self, feat):
        if feat.ndim != 2 or feat.shape[1] != self.input_dim:
            raise ValueError(f"{self.name}: expected features [N, {self.input_dim}], got {feat.shape}")
        self.meta = feat
        return feat @ self.params[self.w_name] + self.params[self.b_name]

    def backward(self, dprev):
        self.grads[self.w_name] = self.meta.T @ dprev
        self.grads[self.b_name] = dprev.sum(axis=0)
        return dprev @ self.params[self.w_name].T


class leaky_relu:
    """Keeps positive numbers and multiplies the others by negative_slope; any shape."""

    def __init__(self, negative_slope=0.01, name="leaky_relu"):
        self.name = name
        self.negative_slope = negative_slope
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, feat):
        self.meta = feat > 0
        return np.where(self.meta, feat, self.negative_slope * feat)

    def backward(self, dprev):
        return np.where(self.meta, dprev, self.negative_slope * dprev)


class relu(leaky_relu):
    """Keeps positive numbers and replaces the others by 0; any shape."""

    def __init__(self, name="relu"):
        super().__init__(negative_slope=0.0, name=name)


class gelu:
    """The smooth cousin of ReLU, x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x³))); any shape."""

    def __init__(self, name="gelu"):
        self.name = name
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, feat):
        bend = np.tanh(np.sqrt(2 / np.pi) * (feat + 0.044715 * feat**3))
        self.meta = feat, bend
        return 0.5 * feat * (1 + bend)

    def backward(self, dprev):
        feat, bend = self.meta
        slope = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * feat**2)
        return dprev * 0.5 * (1 + bend + feat * (1 - bend**2) * slope)


class dropout:
    """In training, keeps each number with probability keep_prob, divided by it, and replaces the others by 0.

    Outside training, and with keep_prob 0 or 1, it changes nothing.
    """

    def __init__(self, keep_prob, seed=None, name="dropout"):
        if not 0 <= keep_prob <= 1:
            raise ValueError(f"{name}: expected keep_prob from 0 (no dropout) to 1, got {keep_prob}")
        self.name = name
        self.keep_prob = keep_prob
        self.rng = np.random.RandomState(seed)
        self.params = {}
        self.grads = {}
        self.meta = 1.0

    def forward(self, feat, is_training=True, seed=None):
        if seed is not None:
            self.rng = np.random.RandomState(seed)
        if is_training and 0 < self.keep_prob < 1:
            self.meta = (self.rng.random_sample(feat.shape) < self.keep_prob) / self.keep_prob
        else:
            self.meta = 1.0
        return feat * self.meta

    def backward(self, dprev):
        return dprev * self.meta


class cross_entropy:
    """Softmax and the negative log-probability of the right class, averaged over the batch (or added up)."""

    def __init__(self, size_average=True):
        self.name = "cross_entropy"
        self.size_average = size_average
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, feat, label):
        """Gives the loss as a number, for scores feat [N, K] and whole numbers label (N,) from 0 to K - 1."""
        probabilities = softmax(feat)
        rows = np.arange(len(feat))
        divisor = len(feat) if self.size_average else 1
        self.meta = probabilities, rows, label, divisor
        shifted = feat - feat.max(axis=1, keepdims=True)
        return -(shifted[rows, label] - np.log(np.exp(shifted).sum(axis=1))).sum() / divisor

    def backward(self):
        """Gives the loss's gradient by the scores, [N, K]."""
        probabilities, rows, label, divisor = self.meta
        dfeat = probabilities.copy()
        dfeat[rows, label] -= 1
        return dfeat / divisor


def softmax(feat):
    """Turns each row of scores [N, K] into probabilities; large scores do no harm."""
    exponentials = np.exp(feat - feat.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
