# %% id=tied-gradient
def tied_gradient(gradient, groups, count):
    out = np.zeros(count)
    for g in range(count):
        members = gradient[groups == g]
        if len(members):
            out[g] = members.mean()
    return out
