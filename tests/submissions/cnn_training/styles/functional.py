# Everything that can be a function is one; Adam; a dictionary for the record; the error is counted while training.

# %% id=jacobians
def jacobians(x, w):
    out_h = x.shape[0] - w.shape[0] + 1
    out_w = x.shape[1] - w.shape[1] + 1
    dydw = np.lib.stride_tricks.sliding_window_view(x, w.shape).copy()
    i, j, a, b = np.ogrid[:out_h, :out_w, : w.shape[0], : w.shape[1]]
    dydx = np.zeros((out_h, out_w) + x.shape)
    dydx[i, j, i + a, j + b] = w
    return dydw, dydx


# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    return np.bincount(groups.reshape(-1), weights=gradient.reshape(-1), minlength=count)


# %% id=network
import torch.nn.functional as F


class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.3):
        super(CNN, self).__init__()
        self.p = dropout
        self.conv1 = nn.Conv2d(channels, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        left = ((side - 4) // 2 - 4) // 2
        self.fc1 = nn.Linear(20 * left * left, 50)
        self.fc2 = nn.Linear(50, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, self.p, self.training)
        return self.fc2(x)


# %% id=error
def classification_error(model, images, labels):
    X, y = torch.as_tensor(images).float(), torch.as_tensor(labels).long()
    was_training = model.training
    model.eval()
    wrong = 0
    with torch.no_grad():
        for start in range(0, len(X), 256):
            wrong += (model(X[start : start + 256]).argmax(1) != y[start : start + 256]).sum().item()
    model.train(was_training)
    return wrong / len(X)


# %% id=training
from torch.utils.data import DataLoader, TensorDataset


def train(model, images, labels, learning_rate=0.002, weight_decay=0.0, epochs=12, batch_size=50, seed=0):
    torch.manual_seed(seed)
    data = TensorDataset(torch.as_tensor(images).float(), torch.as_tensor(labels).long())
    loader = DataLoader(data, batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate, weight_decay=weight_decay)
    curves = {"train_loss": [], "train_error": []}
    for epoch in range(epochs):
        model.train()
        total, wrong = 0.0, 0
        for X, y in loader:
            out = model(X)
            loss = F.cross_entropy(out, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            wrong += (out.argmax(1) != y).sum().item()
        curves["train_loss"].append(total / len(data))
        curves["train_error"].append(wrong / len(data))
        print(f"epoch {epoch + 1}: loss {curves['train_loss'][-1]:.4f}")
    return curves


# %% id=study
def rates_to_try():
    return (1e-1, 1e-2, 1e-3, 1e-4)


def study(images, labels, rates, epochs=12):
    def one(rate):
        torch.manual_seed(1)
        return train(CNN(images.shape[1], images.shape[-1], 0.0), images, labels, rate, epochs=epochs)

    return {rate: one(rate) for rate in rates}


def best_rate(histories):
    best, lowest = None, float("inf")
    for rate in histories:
        loss, error = histories[rate]["train_loss"][-1], histories[rate]["train_error"][-1]
        if loss == loss and error < lowest:
            best, lowest = rate, error
    return best
