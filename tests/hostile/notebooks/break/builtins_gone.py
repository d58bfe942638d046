"""Takes the built-in functions away from everybody."""

# %%
import builtins

for name in ("isinstance", "len", "list", "dict", "str", "Exception", "BaseException", "memoryview", "print"):
    setattr(builtins, name, None)
