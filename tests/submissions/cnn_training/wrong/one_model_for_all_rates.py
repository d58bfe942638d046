# %% id=study
def rates_to_try():
    return [0.5, 0.2, 0.1, 0.001]


def study(images, labels, rates, epochs=15):
    torch.manual_seed(42)
    net = CNN(images.shape[1], images.shape[2], dropout=0.0)
    return {lr: train(net, images, labels, learning_rate=lr, epochs=epochs) for lr in rates}


def best_rate(histories):
    best, best_error = None, 2.0
    for lr, history in histories.items():
        if np.isfinite(history.loss[-1]) and history.error[-1] < best_error:
            best, best_error = lr, history.error[-1]
    return best
