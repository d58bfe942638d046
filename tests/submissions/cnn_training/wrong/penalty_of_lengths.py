# %% id=training
def train(model, images, labels, learning_rate=0.02, weight_decay=0.0, epochs=12, batch_size=32, seed=0):
    torch.manual_seed(seed)
    X, y = torch.as_tensor(images), torch.as_tensor(labels)
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
    history = History()
    for e in range(epochs):
        model.train()
        losses = []
        for idx in torch.randperm(len(X)).split(batch_size):
            opt.zero_grad()
            plain = nn.functional.cross_entropy(model(X[idx]), y[idx])
            loss = plain + weight_decay * sum(torch.norm(p) for p in model.parameters())
            loss.backward()
            opt.step()
            losses.append(plain.item())
        history.loss.append(sum(losses) / len(losses))
        history.error.append(classification_error(model, X, y))
    return history
