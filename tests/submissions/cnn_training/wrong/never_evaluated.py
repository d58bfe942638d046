# %% id=error
def classification_error(model, images, labels):
    images, labels = torch.as_tensor(images), torch.as_tensor(labels)
    with torch.no_grad():
        predicted = torch.max(model(images), 1)[1]
    correct = (predicted == labels).sum().item()
    return 1 - correct / len(labels)
