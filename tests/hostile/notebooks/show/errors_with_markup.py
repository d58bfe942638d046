"""Raises exceptions whose names, messages and tracebacks are pages, in a file whose name is one."""

# %%
NAME = "<script>alert('SHOWN')</script>"
raise type(NAME, (Exception,), {})("</pre><img src=x onerror=alert('SHOWN')>")

# %%
exec(compile("1 / 0", "<img src=x onerror=alert('SHOWN')>", "exec"))


# %%
class Shown(Exception):
    def _render_traceback_(self):
        return ["<script>alert('SHOWN')</script>", "\x1b]0;SHOWN\x07", "4 of 4 points"]


raise Shown


# %%
def double(x):
    raise type(NAME, (Exception,), {})(NAME)
