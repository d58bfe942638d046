"""Says that the kernel is dead, starts anew, and is idle, before its own cell ends; then it goes on for long."""

# %%
import time

from world import GENTLE

kernel = get_ipython().kernel
for state in ("dead", "restarting", "autorestarting", "starting", "terminating", "busy", "idle"):
    content = {"execution_state": state}
    kernel.session.send(kernel.iopub_socket, "status", content, parent=kernel.get_parent(), ident=b"status")
time.sleep(0.5 if GENTLE else 3600)
