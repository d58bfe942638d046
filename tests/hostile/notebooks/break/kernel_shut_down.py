"""Shuts the kernel down the way that its owner would."""

# %%
kernel = get_ipython().kernel
request = {**kernel.get_parent(), "content": {"restart": False}}
await kernel.shutdown_request(kernel.control_stream, [b"x"], request)  # noqa: F704, PLE1142
