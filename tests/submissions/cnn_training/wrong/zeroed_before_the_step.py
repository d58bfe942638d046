# %% id=training
def train(model, images, labels, learning_rate=0.01, weight_decay=0.0, epochs=10, batch_size=32, seed=0):
    torch.manual_seed(seed)
    X, y = torch.as_tensor(images), torch.as_tensor(labels)
    opt = torch.optim.Adam(model.parameters(), lr=learning_rate, weight_decay=weight_decay)
    hist = History()
    for e in range(epochs):
        model.train()
        total = 0
        for idx in torch.randperm(len(X)).split(batch_size):
            loss = nn.functional.cross_entropy(model(X[idx]), y[idx])
            loss.backward()
            opt.zero_grad()
            opt.step()
            total += loss.item() * len(idx)
        hist.loss.append(total / len(X))
        hist.error.append(classification_error(model, X, y))
    return hist
