"""Opens widgets whose states and views are pages, and names modules to be loaded from elsewhere."""

# %%
from IPython.display import display

kernel = get_ipython().kernel
VIEW = "application/vnd.jupyter.widget-view+json"
state = {
    "_model_name": "HTMLModel", "_model_module": "http://evil.example/SHOWN", "_model_module_version": "*",
    "_view_module": "http://evil.example/SHOWN", "value": "<img src=x onerror=alert('SHOWN')>",
}  # fmt: skip
content = {"comm_id": "<b>SHOWN", "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}}
kernel.session.send(kernel.iopub_socket, "comm_open", content, parent=kernel.get_parent(), ident=b"comm")
display({VIEW: {"model_id": "<b>SHOWN", "version_major": 2, "version_minor": 0}, "text/plain": "x"}, raw=True)
