# A class that trains, weight decay for weights and not for biases, a named tuple for the record.

# %% id=jacobians
def jacobians(x, w):
    y = convolve(x, w)
    dy_dw = np.empty(y.shape + w.shape)
    for place in np.ndindex(*w.shape):
        unit = np.zeros(w.shape)
        unit[place] = 1
        dy_dw[(..., *place)] = convolve(x, unit)
    dy_dx = np.empty(y.shape + x.shape)
    for place in np.ndindex(*x.shape):
        unit = np.zeros(x.shape)
        unit[place] = 1
        dy_dx[(..., *place)] = convolve(unit, w)
    return dy_dw, dy_dx


# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    shared = torch.zeros(count, dtype=torch.float64, requires_grad=True)
    weights = shared[torch.as_tensor(groups)]
    (weights * torch.as_tensor(gradient)).sum().backward()
    return shared.grad


# %% id=network
class Block(nn.Module):
    def __init__(self, channels, filters):
        super().__init__()
        self.conv = nn.Conv2d(channels, filters, 3, padding=1)
        self.act = nn.ReLU()
        self.pool = nn.MaxPool2d((2, 2), (2, 2))

    def forward(self, x):
        return self.pool(self.act(self.conv(x)))


class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.1):
        super().__init__()
        self.block1, self.block2 = Block(channels, 16), Block(16, 32)
        self.drop = nn.Dropout2d(dropout)
        self.rest = nn.Sequential(
            nn.Flatten(), nn.Linear(32 * (side // 4) * (side // 4), 64), nn.ReLU(), nn.Dropout(dropout), nn.Linear(64, 10)
        )

    def forward(self, x):
        return self.rest(self.drop(self.block2(self.block1(x))))


# %% id=training
from collections import namedtuple

Record = namedtuple("Record", "losses errors rate")


class Trainer:
    def __init__(self, model, learning_rate, weight_decay, seed):
        self.model, self.rate = model, learning_rate
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model.to(self.device)
        weights = [p for p in model.parameters() if p.dim() > 1]
        others = [p for p in model.parameters() if p.dim() <= 1]
        groups = [{"params": weights, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}]
        self.optimizer = torch.optim.RMSprop(groups, lr=learning_rate)
        torch.manual_seed(seed)

    def fit(self, loader, images, labels, epochs):
        losses, errors = [], [classification_error(self.model, images, labels)]
        for _ in range(epochs):
            self.model.train()
            for X, y in loader:
                self.optimizer.zero_grad(set_to_none=True)
                loss = nn.NLLLoss()(torch.log_softmax(self.model(X.to(self.device)), dim=-1), y.to(self.device))
                loss.backward()
                self.optimizer.step()
                losses.append(loss.item())
            errors.append(classification_error(self.model, images, labels))
        return Record(losses, errors, self.rate)


def train(model, images, labels, learning_rate=0.001, weight_decay=0.0, epochs=15, batch_size=32, seed=0):
    data = torch.utils.data.TensorDataset(torch.tensor(images), torch.tensor(labels))
    loader = torch.utils.data.DataLoader(
        data, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed), num_workers=2
    )
    return Trainer(model, learning_rate, weight_decay, seed).fit(loader, images, labels, epochs)


# %% id=study
def rates_to_try():
    return [0.1, 0.03, 0.01, 0.003]


def study(images, labels, rates, epochs=15):
    torch.manual_seed(0)
    first = CNN(images.shape[1], images.shape[2], 0.0)
    import copy

    return {rate: train(copy.deepcopy(first), images, labels, rate, 0.0, epochs) for rate in rates}


def best_rate(histories):
    def end(item):
        record = item[1]
        return record.errors[-1] if np.isfinite(record.losses[-1] + record.errors[-1]) else 1e9

    return min(histories.items(), key=end)[0]
