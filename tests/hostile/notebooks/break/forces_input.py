"""Asks for input although nobody said that it may, and goes on asking."""

# %%
kernel = get_ipython().kernel
kernel._allow_stdin = True
while True:
    try:
        kernel._input_request("Your points: ", b"", kernel.get_parent())
    except BaseException:
        continue
