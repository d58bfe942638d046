"""Changes the key that the kernel signs its messages with."""

# %%
get_ipython().kernel.session.key = b"another key"
