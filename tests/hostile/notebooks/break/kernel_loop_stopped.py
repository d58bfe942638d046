"""Stops the loops that the kernel reads its messages in."""

# %%
kernel = get_ipython().kernel
if kernel.shell_channel_thread:
    kernel.shell_channel_thread.io_loop.add_callback(kernel.shell_channel_thread.io_loop.stop)
kernel.io_loop.add_callback(kernel.io_loop.stop)
