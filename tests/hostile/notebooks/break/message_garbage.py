"""Sends bytes that are no messages through the kernel's own socket for output."""

# %%
import os

socket = get_ipython().kernel.iopub_thread
MARK = b"<IDS|MSG>"
for parts in ([b""], [os.urandom(1000)], [MARK], [MARK, b"", b"{", b"}", b"[]", b"null"], [b"x"] * 50):
    socket.send_multipart(parts)
