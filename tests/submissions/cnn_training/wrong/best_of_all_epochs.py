# %% id=study
def rates_to_try():
    return [0.5, 0.1, 0.001]


def study(images, labels, rates, epochs=15):
    results = {}
    for lr in rates:
        torch.manual_seed(42)
        net = CNN(images.shape[1], images.shape[2], dropout=0.0)
        results[lr] = train(net, images, labels, learning_rate=lr, epochs=epochs)
    return results


def best_rate(histories):
    errors = {}
    for lr, history in histories.items():
        errors[lr] = np.min(history.error)
        if not np.isfinite(history.loss[-1]) or not np.isfinite(history.error[-1]):
            errors[lr] = 1.0
    return min(errors, key=errors.get)
