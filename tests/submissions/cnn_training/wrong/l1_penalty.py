# %% id=training
def train(model, images, labels, learning_rate=0.02, weight_decay=0.0, epochs=12, batch_size=32, seed=0):
    torch.manual_seed(seed)
    X, y = torch.as_tensor(images), torch.as_tensor(labels)
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
    losses, errors = [], []
    for e in range(epochs):
        model.train()
        total = 0
        for idx in torch.randperm(len(X)).split(batch_size):
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(X[idx]), y[idx])
            penalty = sum(torch.norm(p, 1) for p in model.parameters())
            (loss + weight_decay * penalty).backward()
            opt.step()
            total += loss.item() * len(idx)
        losses.append(total / len(X))
        errors.append(classification_error(model, X, y))
    return {"loss": losses, "error": errors}


# %% id=study
def rates_to_try():
    return [0.2, 0.1, 0.001]


def study(images, labels, rates, epochs=12):
    out = {}
    for rate in rates:
        torch.manual_seed(0)
        out[rate] = train(CNN(images.shape[1], images.shape[2], 0.0), images, labels, rate, epochs=epochs)
    return out


def best_rate(histories):
    ok = [r for r, h in histories.items() if np.isfinite(h["loss"][-1]) and np.isfinite(h["error"][-1])]
    return min(ok, key=lambda r: histories[r]["error"][-1])
