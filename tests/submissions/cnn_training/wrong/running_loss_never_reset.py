# %% id=training
def train(model, images, labels, learning_rate=0.02, weight_decay=0.0, epochs=12, batch_size=32, seed=0):
    torch.manual_seed(seed)
    loader = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(torch.as_tensor(images), torch.as_tensor(labels)), batch_size, shuffle=True
    )
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, weight_decay=weight_decay)
    history, running_loss = History(), 0.0
    for e in range(epochs):
        model.train()
        for X, y in loader:
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(X), y)
            loss.backward()
            opt.step()
            running_loss += loss.item()
        history.loss.append(running_loss / len(loader))
        history.error.append(classification_error(model, images, labels))
    return history
