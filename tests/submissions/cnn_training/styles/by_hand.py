# No optimiser at all: steps, momentum and the penalty are written out. Two lists for the record.

# %% id=jacobians
def jacobians(x, w):
    H, W = x.shape
    h, k = w.shape
    dy_dw = [[[[x[i + a][j + b] for b in range(k)] for a in range(h)] for j in range(W - k + 1)] for i in range(H - h + 1)]
    dy_dx = np.zeros((H - h + 1, W - k + 1, H, W))
    for i, j, m, n in np.ndindex(*dy_dx.shape):
        if 0 <= m - i < h and 0 <= n - j < k:
            dy_dx[i, j, m, n] = w[m - i, n - j]
    return dy_dw, dy_dx


# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    return [gradient[groups == value].sum() for value in range(count)]


# %% id=network
class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.2):
        super().__init__()
        self.share = dropout
        self.c1 = nn.Conv2d(channels, 12, 5, padding=2)
        self.c2 = nn.Conv2d(12, 24, 5, padding=2)
        self.out = nn.Linear(24 * (side // 2 // 2) ** 2, 10)

    def forward(self, x):
        pool = nn.MaxPool2d(2)
        x = torch.relu(pool(self.c1(x)))
        x = pool(self.c2(x)).clamp(min=0)
        x = torch.flatten(x, start_dim=1)
        if self.training:
            kept = (torch.rand_like(x) >= self.share).float()
            x = x * kept / (1 - self.share)
        return self.out(x)


# %% id=error
def classification_error(model, images, labels):
    model.train(False)
    wrong = [int(model(torch.as_tensor(one)[None]).argmax()) != int(label) for one, label in zip(images, labels)]
    return sum(wrong) / len(wrong)


# %% id=training
def train(model, images, labels, learning_rate=0.02, weight_decay=0.0, epochs=12, batch_size=32, seed=0):
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images), torch.as_tensor(labels)
    parameters = list(model.parameters())
    speeds = [torch.zeros_like(p) for p in parameters]
    losses, errors = [], []
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(len(images), generator=generator)
        sum_of_losses, right = 0.0, 0
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            scores = model(images[chosen])
            shifted = scores - scores.max(dim=1, keepdim=True).values
            logs = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
            loss = -logs[range(len(chosen)), labels[chosen]].mean()
            penalty = 0.5 * sum((p**2).sum() for p in parameters)
            gradients = torch.autograd.grad(loss + weight_decay * penalty, parameters)
            with torch.no_grad():
                for p, v, g in zip(parameters, speeds, gradients):
                    v.mul_(0.9).add_(g)
                    p.sub_(learning_rate * v)
            sum_of_losses += float(loss) * len(chosen)
            right += int((scores.argmax(dim=1) == labels[chosen]).sum())
        losses.append(sum_of_losses / len(images))
        errors.append(1 - right / len(images))
    return losses, errors


# %% id=study
def rates_to_try():
    return [1.0, 0.1, 0.001]


def study(images, labels, rates, epochs=12):
    found = {}
    for rate in rates:
        torch.manual_seed(0)
        model = CNN(channels=images.shape[1], side=images.shape[3], dropout=0.0)
        found[rate] = train(model, images, labels, learning_rate=rate, epochs=epochs)
    return found


def best_rate(histories):
    rates = [r for r, (losses, errors) in histories.items() if not np.isnan([losses[-1], errors[-1]]).any()]
    ends = [histories[r][1][-1] for r in rates]
    return rates[int(np.argmin(ends))]
