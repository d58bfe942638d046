"""Sends outputs, errors and ends that belong to requests that nobody made, or to those of others."""

# %%
import copy

kernel = get_ipython().kernel
for name in ("", "0", "1" * 1000, kernel.get_parent()["header"]["msg_id"] + "1", None, 5, []):
    parent = copy.deepcopy(kernel.get_parent())
    parent["header"]["msg_id"] = name
    for kind, content in (
        ("stream", {"name": "stdout", "text": "for somebody else\n"}),
        ("error", {"ename": "Forged", "evalue": "", "traceback": []}),
        ("status", {"execution_state": "idle"}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=parent, ident=b"x")
