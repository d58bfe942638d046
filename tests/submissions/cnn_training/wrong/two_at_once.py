# %% id=jacobians
def jacobians(x, w):
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    dy_dw = np.stack([np.stack([x[i:i + w.shape[0], j:j + w.shape[1]] for j in range(columns)]) for i in range(rows)])
    dy_dx = np.zeros((rows, columns) + x.shape)
    for i in range(rows):
        for j in range(columns):
            dy_dx[i, j, i:i + w.shape[0], j:j + w.shape[1]] = np.rot90(w, 2)
    return dy_dw, dy_dx


# %% id=error
def classification_error(model, images, labels):
    model.eval()
    wrong = (model(torch.as_tensor(images)).argmax(1) != torch.as_tensor(labels)).sum()
    return 100.0 * wrong.item() / len(labels)
