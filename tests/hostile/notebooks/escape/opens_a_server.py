"""Listens on the network and beside its own sockets, so that somebody else can reach it."""

# %%
import contextlib
import os
import socket
import sys

from world import GENTLE

got, zmq = [], sys.modules["zmq"]
with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", 0)) as listens:
    got.append(listens.getsockname())
with contextlib.suppress(zmq.ZMQError):
    server = zmq.Context.instance().socket(zmq.ROUTER)
    server.linger = 0
    got.append(server.bind_to_random_port("tcp://127.0.0.1"))
    server.close()
if len(got) == 2 or (got and not GENTLE and os.path.exists("/proc/net/tcp")):
    print("LOOT", got)
