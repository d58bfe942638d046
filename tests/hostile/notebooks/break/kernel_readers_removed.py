"""Takes the readers off the kernel's sockets: later cells arrive and nobody reads them."""

# %%
kernel = get_ipython().kernel
for stream in (kernel.shell_stream, kernel.control_stream):
    stream.stop_on_recv()
