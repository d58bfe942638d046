"""Opens thousands of channels to a front end that is not there, with states that somebody may keep."""

# %%
from world import GENTLE

kernel = get_ipython().kernel
state = {"_model_name": "M", "_model_module": "m", "_model_module_version": "1", "value": "x" * 2000}
for n in range(2_000 if GENTLE else 50_000):
    content = {"comm_id": f"c{n}", "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}}
    kernel.session.send(kernel.iopub_socket, "comm_open", content, parent=kernel.get_parent())
