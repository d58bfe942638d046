# %% id=network
class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.2):
        super().__init__()
        self.rate = dropout
        self.conv1 = nn.Conv2d(channels, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.fc1 = nn.Linear(16 * (side // 4) ** 2, 32)
        self.fc2 = nn.Linear(32, 10)

    def forward(self, x):
        x = torch.max_pool2d(self.conv1(x).relu(), 2)
        x = torch.max_pool2d(self.conv2(x).relu(), 2)
        x = nn.Dropout(self.rate)(self.fc1(x.flatten(1)).relu())
        return self.fc2(x)
