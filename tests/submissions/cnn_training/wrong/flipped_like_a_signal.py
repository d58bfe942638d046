# %% id=jacobians
def jacobians(x, w):
    k, l = w.shape
    n, m = x.shape[0] - k + 1, x.shape[1] - l + 1
    dw, dx = np.zeros((n, m, k, l)), np.zeros((n, m) + x.shape)
    for i, j, a, b in np.ndindex(n, m, k, l):
        dw[i, j, a, b] = x[i + k - 1 - a, j + l - 1 - b]
        dx[i, j, i + k - 1 - a, j + l - 1 - b] = w[a, b]
    return dw, dx
