"""Sends numbers that are none, numbers of thousands of digits, and half characters, well signed."""

# %%
kernel = get_ipython().kernel
session = kernel.session
message = session.msg("display_data", parent=kernel.get_parent())
head = [session.pack(message["header"]), session.pack(message["parent_header"]), b"{}"]
for odd in (b"NaN", b"-Infinity", b"1" * 6000, b'"\\ud800"', b'"\\u0000\\u001b"', b"1e999", b'"\xff\xfe"'):
    parts = [*head, b'{"data": {"application/json": ' + odd + b', "text/plain": "x"}, "metadata": {}}']
    kernel.iopub_thread.send_multipart([b"display_data", b"<IDS|MSG>", session.sign(parts), *parts])
