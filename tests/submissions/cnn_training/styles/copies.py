# Copies of one network, batch norms, a penalty in the loss, answers in inference mode.

# %% id=jacobians
import copy, math
from contextlib import contextmanager


class LinearMap:
    """y = x * w is linear in each: the columns of its matrix are the images of unit arrays."""
    def __init__(self, function, shape):
        self.function, self.shape = function, shape
    def units(self):
        for n in range(math.prod(self.shape)):
            unit = np.zeros(math.prod(self.shape)); unit[n] = 1
            yield unit.reshape(self.shape)
    def matrix(self):
        columns = np.stack([self.function(u) for u in self.units()], axis=-1)
        return columns.reshape(*columns.shape[:-1], *self.shape)

def jacobians(x, w):
    return LinearMap(lambda k: convolve(x, k), w.shape).matrix(), LinearMap(lambda i: convolve(i, w), x.shape).matrix()

# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    out = np.zeros(count, dtype=float)
    np.add.at(out, np.asarray(groups), gradient)
    return out

# %% id=network
class Block(nn.Module):
    def __init__(self, cin, cout, norm=True):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel_size=5, padding=2, bias=not norm)
        self.norm = nn.BatchNorm2d(cout) if norm else nn.Identity()
        self.relu = nn.ReLU(inplace=True)
        self.pool = nn.MaxPool2d(kernel_size=2, stride=2)
    def forward(self, x):
        return self.pool(self.relu(self.norm(self.conv(x))))

class CNN(nn.Module):
    widths = (12, 24)
    def __init__(self, channels=1, side=28, dropout=0.2):
        super().__init__()
        w = (channels, *self.widths)
        self.blocks = nn.ModuleList(Block(a, b) for a, b in zip(w[:-1], w[1:]))
        self.dropout = nn.Dropout(p=dropout)
        with torch.no_grad():
            size = self._features(torch.zeros(1, channels, side, side)).shape[1]
        self.head = nn.Linear(size, 10)
    def _features(self, x):
        for block in self.blocks:
            x = block(x)
        return torch.flatten(x, 1)
    def forward(self, images):
        return self.head(self.dropout(self._features(images)))

# %% id=error
@contextmanager
def evaluating(model):
    mode = model.training
    model.eval()
    try:
        with torch.inference_mode():
            yield model
    finally:
        model.train(mode)


def classification_error(model, images, labels):
    with evaluating(model) as m:
        out = [m(b) for b in torch.as_tensor(images).float().split(256)]
    return 1.0 - (torch.cat(out).argmax(-1) == torch.as_tensor(labels)).float().mean().item()

# %% id=training
class Trainer:
    def __init__(self, model, learning_rate, weight_decay, batch_size, seed):
        self.model = model
        self.decay = weight_decay
        self.batch_size = batch_size
        self.opt = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
        self.criterion = nn.CrossEntropyLoss()
        torch.manual_seed(seed)

    def penalty(self):
        return 0.5 * self.decay * sum((p ** 2).sum() for p in self.model.parameters())

    def fit(self, x, y, epochs):
        history = History()
        for _ in range(epochs):
            self.model.train()
            losses = []
            for b in torch.randperm(len(x)).split(self.batch_size):
                self.opt.zero_grad()
                data_loss = self.criterion(self.model(x[b]), y[b])
                (data_loss + self.penalty()).backward()
                self.opt.step()
                losses.append(data_loss.item())
            history.loss.append(sum(losses) / len(losses))
            history.error.append(classification_error(self.model, x, y))
        return history

def train(model, images, labels, learning_rate=0.02, weight_decay=0.0, epochs=15, batch_size=32, seed=0):
    trainer = Trainer(model, learning_rate, weight_decay, batch_size, seed)
    return trainer.fit(torch.as_tensor(images).float(), torch.as_tensor(labels).long(), epochs)

# %% id=study
def rates_to_try():
    return [3e-3, 1e-2, 3e-2, 1e-1]

class Study:
    def __init__(self, images, labels):
        self.images, self.labels = images, labels
        self.start = CNN(images.shape[1], images.shape[-1], dropout=0)
    def run(self, rate, epochs):
        return train(copy.deepcopy(self.start), self.images, self.labels, rate, epochs=epochs)

def study(images, labels, rates, epochs=15):
    s = Study(images, labels)
    return {r: s.run(r, epochs) for r in rates}

def best_rate(histories):
    def final(rate):
        h = histories[rate]
        return h.error[-1] if math.isfinite(h.loss[-1]) and math.isfinite(h.error[-1]) else math.inf
    return min(histories, key=final)
