"""Sends one message of hundreds of megabytes, and one of many thousand parts."""

# %%
from world import GENTLE

kernel = get_ipython().kernel
size = 6_000_000 if GENTLE else 300_000_000
content = {"data": {"text/plain": "x" * size}, "metadata": {}}
kernel.session.send(kernel.iopub_socket, "display_data", content, parent=kernel.get_parent(), ident=b"display_data")
buffers = [b"y" * 100] * (1_000 if GENTLE else 100_000)
content = {"comm_id": "c", "target_name": "x", "data": {}}
kernel.session.send(kernel.iopub_socket, "comm_open", content, parent=kernel.get_parent(), buffers=buffers)
