"""Replies to its own request with no status, with a status that does not exist, and with lists."""

# %%
kernel = get_ipython().kernel
send = kernel.session.send


def sends_wrong(stream, kind, content=None, *given, **more):
    return send(stream, kind, {"status": ["ok"]} if kind == "execute_reply" else content, *given, **more)


kernel.session.send = sends_wrong

# %%
kernel.session.send = lambda stream, kind, content=None, *given, **more: send(
    stream, kind, {} if kind == "execute_reply" else content, *given, **more
)
