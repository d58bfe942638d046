"""Says "ok" and "idle" in the kernel's name, and computes for ever: it is the next cell that waits."""

# %%
kernel = get_ipython().kernel
threads = kernel.shell_channel_thread
socket = threads.manager.get_subshell_to_shell_channel_socket(None) if threads else kernel.shell_stream
parent, ident = kernel.get_parent(), kernel._get_shell_context_var(kernel._shell_parent_ident)
content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
kernel.session.send(socket, "execute_reply", content, parent=parent, ident=ident)
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=parent, ident=b"status")
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
