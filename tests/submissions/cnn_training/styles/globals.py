# A first cell with magics, a progress bar and a device for all others, names of the notebook in functions, prints.

# %% id=jacobians
!wget -nc http://yann.lecun.com/exdb/mnist/train-images-idx3-ubyte.gz
%matplotlib inline
%load_ext autoreload
%autoreload 2
from dataclasses import dataclass, field
from pathlib import Path
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
import matplotlib.pyplot as plt
import time
from tqdm import tqdm
SEED = 1234
torch.manual_seed(SEED)
np.random.seed(SEED)
device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
print('device:', device)


def jacobians(x, w):
    H, W = x.shape
    kh, kw = w.shape
    Ho = H - kh + 1
    Wo = W - kw + 1
    dy_dw = np.zeros((Ho, Wo, kh, kw))
    dy_dx = np.zeros((Ho, Wo, H, W))
    for i in range(Ho):
        for j in range(Wo):
            for a in range(kh):
                for b in range(kw):
                    dy_dw[i, j, a, b] = x[i + a, j + b]
                    dy_dx[i, j, i + a, j + b] = w[a, b]
    print("dy_dw", dy_dw.shape, "dy_dx", dy_dx.shape)
    return dy_dw, dy_dx

# %% id=tied-gradient
x = np.arange(12.0).reshape(3, 4)
w = np.ones((2, 2))
A, B = jacobians(x, w)
print(np.abs((A * w).sum((2, 3)) - convolve(x, w)).max())


def tied_gradient(gradient, groups, count):
    result = np.zeros(count)
    g = np.array(gradient).flatten()
    idx = np.array(groups).flatten()
    for n in range(len(g)):
        result[idx[n]] = result[idx[n]] + g[n]
    return result

# %% id=network
class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.2):
        super(CNN, self).__init__()
        self.conv1 = nn.Conv2d(channels, 16, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.flat = 32 * (side // 4) * (side // 4)
        self.fc1 = nn.Linear(self.flat, 100)
        self.drop = nn.Dropout(dropout)
        self.fc2 = nn.Linear(100, 10)

    def forward(self, images):
        x = self.pool(F.relu(self.conv1(images)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(-1, self.flat)
        x = F.relu(self.fc1(x))
        x = self.drop(x)
        x = self.fc2(x)
        return x

# %% id=error
m = CNN()
print(m)
print(m(torch.zeros(2, 1, 28, 28)).shape)


def classification_error(model, images, labels):
    was_training = model.training
    model.eval()
    wrong = 0
    total = 0
    with torch.no_grad():
        for k in range(0, len(images), 200):
            xb = torch.tensor(np.array(images[k:k+200])).float().to(device)
            yb = torch.tensor(np.array(labels[k:k+200])).long().to(device)
            _, predicted = torch.max(model(xb), 1)
            wrong += (predicted != yb).sum().item()
            total += yb.size(0)
    if was_training:
        model.train()
    return wrong / total

# %% id=training
def train(model, images, labels, learning_rate=0.02, weight_decay=0.0, epochs=15, batch_size=32, seed=0):
    torch.manual_seed(seed)
    np.random.seed(seed)
    model = model.to(device)
    images = torch.tensor(np.array(images)).float()
    labels = torch.tensor(np.array(labels)).long()
    history = History()
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, weight_decay=weight_decay)
    for epoch in range(epochs):
        model.train()
        running_loss = 0.0
        seen = 0
        perm = torch.randperm(len(images))
        for k in range(0, len(images), batch_size):
            idx = perm[k:k + batch_size]
            inputs, targets = images[idx].to(device), labels[idx].to(device)
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = criterion(outputs, targets)
            loss.backward()
            optimizer.step()
            running_loss += loss.item() * len(idx)
            seen += len(idx)
        history.loss.append(running_loss / seen)
        history.error.append(classification_error(model, images, labels))
        print('Epoch %d: loss %.4f error %.4f' % (epoch + 1, history.loss[-1], history.error[-1]))
    return history

# %% id=study
def rates_to_try():
    rates = [0.001, 0.01, 0.05, 0.1]
    return rates

def study(images, labels, rates, epochs=15):
    results = {}
    for lr in rates:
        print("learning rate", lr)
        torch.manual_seed(0)      # same start for all
        c = np.array(images).shape[1]
        s = np.array(images).shape[2]
        net = CNN(channels=c, side=s, dropout=0.0)
        h = train(net, images, labels, learning_rate=lr, epochs=epochs)
        results[lr] = h
    return results

def best_rate(histories):
    best = None
    best_error = 999.0
    for lr in histories:
        h = histories[lr]
        if np.isnan(h.loss[-1]) or np.isnan(h.error[-1]):
            print(lr, "diverged")
            continue
        if h.error[-1] < best_error:
            best_error = h.error[-1]
            best = lr
    return best
