"""Changes the classes of kernel and shell, so that code objects are compiled and never run."""

# %%


def double(x):
    return x * 0


def total(x):
    return 0.0


# %%
async def run_code(self, code, result=None, *, async_=False):
    return False


type(get_ipython()).run_code = run_code
