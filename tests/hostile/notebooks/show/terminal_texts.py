"""Prints what terminals obey and what turns texts around: titles, links, colours, marks, letters that lie."""

# %%
import sys

for text in (
    "\x1b]0;SHOWN\x07", "\x1b[2J\x1b[H", "\x1b]8;;http://evil.example\x07SHOWN\x1b]8;;\x07", "\x9b31m", "\x1bc",
    "\x1b]52;c;U0hPV04=\x07", "\x1b[6n", "\x1bP$q\"p\x1b\\", "\x00", "\x08" * 50, "\r4 of 4 points\r",
    "\u202e4 fo 4 stniop\u202c", "\u2066SHOWN\u2069", "\ufeff", "\u200b" * 100, "e" + "\u0301" * 500, "\U000e0041",
    "::error::SHOWN", "##[set-output name=x]SHOWN", "\u2028\u2029", "\x85",
):  # fmt: skip
    print(text)
    print(text, file=sys.stderr)

# %%
raise ValueError("\x1b[8m\u202eSHOWN\x1b]0;SHOWN\x07")
