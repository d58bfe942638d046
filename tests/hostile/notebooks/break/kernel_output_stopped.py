"""Stops the thread that sends outputs: nobody hears any more that a cell has ended."""

# %%
kernel = get_ipython().kernel
kernel.iopub_thread.stop()
