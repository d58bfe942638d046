"""Stops the thread that is asked to interrupt and to shut down, and the one that says the kernel is alive."""

# %%
kernel = get_ipython().kernel
if kernel.control_thread:
    kernel.control_thread.io_loop.add_callback(kernel.control_thread.io_loop.stop)
kernel.control_stream.stop_on_recv()

# %%
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
