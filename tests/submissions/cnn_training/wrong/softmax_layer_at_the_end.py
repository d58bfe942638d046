# %% id=network
class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.5):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(channels, 8, 5), nn.ReLU(), nn.MaxPool2d(2, 2),
            nn.Conv2d(8, 16, 3), nn.ReLU(), nn.MaxPool2d(2, 2),
        )
        n = ((side - 4) // 2 - 2) // 2
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(16 * n * n, 10), nn.Softmax(dim=1))

    def forward(self, x):
        return self.classifier(torch.flatten(self.features(x), 1))
