"""Exponentials of the scores as they are; forward takes the logarithm of the quotient."""

BASE = "base_slide"
FILE = "loss.py"
REPLACE = {
    "SoftmaxCrossEntropyLoss.softmax": '''
def softmax(self, scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)
''',
    "SoftmaxCrossEntropyLoss.forward": '''
def forward(self, input, target):
    return -np.sum(target * np.log(self.softmax(input))) / len(input)
''',
}
