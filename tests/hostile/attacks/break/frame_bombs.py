"""Sends JSON that is nested, long or numeric without measure, and arrays by the thousand."""

import contextlib
import json
import os
import struct

TEXTS = {
    3: '{"n":0,"facts":' + "[" * 400_000 + "]" * 400_000 + "}",
    4: '{"n":1,"facts":{"a":' + "9" * 900_000 + "}}",
    5: '{"n":4,"names":[' + '"\\ud800",' * 90_000 + '""]}',
    6: '{"n":5,"values":{' + ",".join(f'"{n}":{{"kind":"none"}}' for n in range(40_000)) + "}}",
}


def double(x):
    inner = {f"{n}": {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]} for n in range(10_000)}
    text, body = TEXTS[len(x)].encode(), b""
    if len(x) == 6:
        body = struct.pack("<Q", len(json.dumps(inner))) + json.dumps(inner).encode()
    for fd in range(3, 64):
        with contextlib.suppress(OSError):
            data = struct.pack("<4sIQ", b"AGW1", len(text), len(body)) + text + body
            while data:
                data = data[os.write(fd, data) :]
    os._exit(1)
