"""Provided: layers in a row. Nothing to write here."""


class Network:
    """Layers that are run one after the other, and trained together."""

    def __init__(self):
        self.layer_list = []

    def add(self, layer):
        """Puts a layer behind those that are there."""
        if any(layer.name == other.name for other in self.layer_list):
            raise ValueError(f"two layers are called {layer.name!r}: give each layer a name of its own")
        self.layer_list.append(layer)

    def forward(self, input):
        """Runs the layers from first to last."""
        for layer in self.layer_list:
            input = layer.forward(input)
        return input

    def backward(self, grad_output):
        """Runs the layers from last to first; each keeps the gradients of its own parameters."""
        for layer in reversed(self.layer_list):
            grad_output = layer.backward(grad_output)
        return grad_output

    def update(self, config):
        """Moves all parameters one step; see layers.py for config."""
        for layer in self.layer_list:
            layer.update(config)

    def parameters(self):
        """Gives W and b of every layer that has them: {"conv1.W": array, ...}."""
        trained = [layer for layer in self.layer_list if layer.trainable]
        return {f"{layer.name}.{part}": getattr(layer, part) for layer in trained for part in ("W", "b")}
