# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    out = torch.zeros(count, dtype=torch.float64)
    out[torch.as_tensor(groups)] += torch.as_tensor(gradient)
    return out.numpy()
