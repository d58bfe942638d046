"""Sends messages, well signed, whose headers and contents are lists, numbers, nothing at all."""

# %%
kernel = get_ipython().kernel
session = kernel.session
for text in (b"[]", b"5", b"null", b'"x"', b"{}", b'{"msg_type": 5, "date": "not a date", "msg_id": null}'):
    for place in range(4):
        parts = [session.pack(kernel.get_parent().get("header")), session.pack({}), b"{}", b"{}"]
        parts[place] = text
        kernel.iopub_thread.send_multipart([b"stream", b"<IDS|MSG>", session.sign(parts), *parts])
