"""Closes the kernel's sockets, one kind after the other."""

# %%
kernel = get_ipython().kernel
for stream in (kernel.shell_stream, kernel.control_stream):
    stream.close()
kernel.stdin_socket.close()
