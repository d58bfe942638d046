"""Shows images whose bytes are pages, archives, bombs of pixels, and texts that are no bytes at all."""

# %%
import base64
import struct
import zlib

from IPython.display import display


def png(width, height, *more):
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), *more, (b"IEND", b"")]
    made = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


TEXT = b"Comment\0<script>alert('SHOWN')</script>"
for kind, data in (
    ("image/png", b"<html><script>alert('SHOWN')</script></html>"),
    ("image/png", png(60_000, 60_000, (b"IDAT", zlib.compress(bytes(100_000))))),
    ("image/png", png(1, 1, (b"tEXt", TEXT), (b"IDAT", zlib.compress(bytes(4)))) + b"PK\3\4SHOWN"),
    ("image/png", png(1, 1, (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50_000_000))))),
    ("image/jpeg", b"\xff\xd8\xff\xe0SHOWN"),
    ("image/gif", b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\0\0\0"),
    ("image/webp", b"RIFF\xff\xff\xff\xffWEBPVP8X"),
    ("application/pdf", b"%PDF-1.7 /OpenAction << /S /JavaScript /JS (app.alert('SHOWN')) >>"),
):
    display({kind: base64.b64encode(data).decode(), "text/plain": "SHOWN"}, raw=True)
display({"image/png": "javascript:alert('SHOWN')"}, raw=True)
display(
    {"image/png": "x' onerror='alert(\"SHOWN\")"}, raw=True, metadata={"image/png": {"width": "1' onload='SHOWN"}}
)
display({"image/png": ["not", "a text"], "image/jpeg": {"SHOWN": 5}}, raw=True)
