"""Sends a message, well signed, nested deeper than a reader of JSON can go."""

# %%
kernel = get_ipython().kernel
session = kernel.session
message = session.msg("display_data", parent=kernel.get_parent())
deep = b'{"data": {"application/json": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "metadata": {}}'
parts = [session.pack(message["header"]), session.pack(message["parent_header"]), b"{}", deep]
kernel.iopub_thread.send_multipart([b"display_data", b"<IDS|MSG>", session.sign(parts), *parts])
