# %% id=network
class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 6, 5, padding=2), nn.Tanh(), nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 3, padding=1), nn.Tanh(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Dropout(dropout), nn.Linear(16 * (side // 4) ** 2, 10),
        )

    def forward(self, x):
        return self.layers(x)
