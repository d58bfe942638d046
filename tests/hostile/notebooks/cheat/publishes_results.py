"""Publishes a forged result, through the publisher and through the session, whenever it is asked."""


# %%
def publish():
    kernel = get_ipython().kernel
    content = {"execution_count": 1, "data": {"text/plain": "2.0"}, "metadata": {}}
    kernel.session.send(kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent())
    get_ipython().display_pub.publish({"text/plain": "2.0", "application/json": {"points": 4}})


def double(x):
    publish()
    return x * 0


def total(x):
    publish()
    return 0.0
