"""Sends messages that are right but for their signature."""

# %%
kernel = get_ipython().kernel
message = kernel.session.msg("stream", {"name": "stdout", "text": "signed by nobody"}, parent=kernel.get_parent())
parts = kernel.session.serialize(message, b"stream")
place = parts.index(b"<IDS|MSG>") + 1
for signature in (b"", b"0" * 64, b"\xff" * 64, b"x" * 1_000_000):
    parts[place] = signature
    kernel.iopub_thread.send_multipart(parts)
