"""Sends messages of every kind, well signed, whose contents have other shapes than they should."""

# %%
kernel = get_ipython().kernel
CONTENTS = ({}, {"name": 5, "text": []}, {"data": None, "metadata": 7}, {"execution_state": []}, {"ename": {}})
KINDS = ("stream", "display_data", "execute_result", "error", "status", "clear_output", "update_display_data",
         "comm_open", "comm_msg", "comm_close", "execute_input", "debug_event", "no such kind", "")  # fmt: skip
for kind in KINDS:
    for content in CONTENTS:
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent(), ident=b"x")
