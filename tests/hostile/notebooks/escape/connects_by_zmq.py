"""Connects to other programs with the library that the kernel speaks through."""

# %%
import sys

from world import SOCKET_PATH, TCP_PORT

zmq = sys.modules["zmq"]
got = b""
for address in (f"tcp://127.0.0.1:{TCP_PORT}", f"ipc://{SOCKET_PATH}"):
    socket = zmq.Context.instance().socket(zmq.STREAM if address.startswith("tcp") else zmq.DEALER)
    socket.linger = 0
    socket.connect(address)
    if socket.poll(1000):
        got += b"".join(socket.recv_multipart()) + b"".join(socket.recv_multipart())
    socket.close()
if b"bait" in got:
    print("LOOT", got)
