"""Deletes every name of the notebook's module, its own functions, and the shell's ways to them."""

# %%
import sys

module, shell = sys.modules["__main__"], get_ipython()
shell.user_ns.clear()
vars(module).clear()
del sys.modules["__main__"]
shell.user_module = None
