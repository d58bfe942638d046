"""Provided: what every network can do. Nothing to write here."""

from lib.mlp.layer_utils import *


class Module:
    """A network whose subclass sets self.net = sequential(...)."""

    def forward(self, feat, is_training=True, seed=None):
        """Runs the layers from first to last; is_training and seed reach the dropout layers."""
        for layer in self.net.layers:
            extra = (is_training, seed) if isinstance(layer, dropout) else ()
            feat = layer.forward(feat, *extra)
        self.net.gather_params()
        return feat

    def backward(self, dprev, regularization="none", reg_lambda=0.0):
        """Runs the layers from last to first, adds a penalty's gradient ("l1", "l2"), returns the input's."""
        for layer in reversed(self.net.layers):
            dprev = layer.backward(dprev)
        self.net.gather_grads()
        if regularization == "l1":
            self.net.apply_l1_regularization(reg_lambda)
        elif regularization == "l2":
            self.net.apply_l2_regularization(reg_lambda)
        elif regularization != "none":
            raise ValueError(f'regularization: expected "none", "l1" or "l2", got {regularization!r}')
        return dprev
