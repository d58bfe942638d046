"""Takes the session, the publisher and the output streams away from the kernel."""

# %%
kernel = get_ipython().kernel
kernel.session = None
