# Batch normalisation, three blocks, AdamW with a schedule, a record of objects for each epoch.

# %% id=jacobians
def jacobians(x, w):
    x, w = torch.tensor(x), torch.tensor(w)

    def y(image, kernel):
        return nn.functional.conv2d(image[None, None], kernel[None, None])[0, 0]

    by_image, by_kernel = torch.autograd.functional.jacobian(y, (x, w))
    return by_kernel, by_image


# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    one_hot = np.eye(count)[groups.ravel()]
    return gradient.ravel() @ one_hot


# %% id=network
def block(before, after):
    return nn.Sequential(
        nn.Conv2d(before, after, 3, padding="same", bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(kernel_size=2, stride=2),
    )


class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.25):
        super().__init__()
        self.features = nn.Sequential(block(channels, 16), block(16, 32), block(32, 64))
        self.head = nn.Sequential(nn.Flatten(), nn.Dropout(p=dropout), nn.LazyLinear(10))
        self.head(self.features.eval()(torch.zeros(1, channels, side, side)))
        self.features.train()

    def forward(self, images):
        return self.head(self.features(images))


# %% id=error
@torch.no_grad()
def classification_error(model, images, labels):
    model.eval()
    scores = model(torch.as_tensor(np.asarray(images), dtype=torch.float32)).numpy()
    return np.mean(scores.argmax(axis=1) != np.asarray(labels))


# %% id=training
def train(model, images, labels, learning_rate=0.005, weight_decay=0.0, epochs=10, batch_size=64, seed=0):
    order = np.random.default_rng(seed)
    images, labels = torch.tensor(np.asarray(images)).float(), torch.tensor(np.asarray(labels)).long()
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, weight_decay=weight_decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    record = []
    for _ in range(epochs):
        model.train()
        losses = []
        for batch in np.array_split(order.permutation(len(images)), max(1, -(-len(images) // batch_size))):
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.detach())
        schedule.step()
        record.append({"loss": torch.stack(losses).mean(), "error": classification_error(model, images, labels)})
    return record


# %% id=study
def rates_to_try():
    return np.logspace(-4, -1, 4)


def study(images, labels, rates, epochs=10):
    result = {}
    torch.manual_seed(0)
    start = CNN(images.shape[1], images.shape[2], dropout=0).state_dict()
    for rate in rates:
        model = CNN(images.shape[1], images.shape[2], dropout=0)
        model.load_state_dict(start)
        result[rate] = train(model, images, labels, learning_rate=rate, epochs=epochs)
    return result


def best_rate(histories):
    def end(rate):
        last = histories[rate][-1]
        loss, error = float(last["loss"]), float(last["error"])
        return float("inf") if np.isnan(loss) or np.isnan(error) else error

    return sorted(histories, key=end)[0]
