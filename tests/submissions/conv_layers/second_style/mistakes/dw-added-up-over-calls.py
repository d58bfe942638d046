"""Gradients pile up in the dictionary from call to call."""

BASE = "base_loops"
FILE = "lib/cnn/layer_utils.py"
EDITS = [
    (
        "        self.grads[self.w_name] = dW\n        self.grads[self.b_name] = db",
        """        if self.grads[self.w_name] is None:
            self.grads[self.w_name], self.grads[self.b_name] = np.zeros(dW.shape), np.zeros(db.shape)
        self.grads[self.w_name] += dW
        self.grads[self.b_name] += db""",
    ),
]
