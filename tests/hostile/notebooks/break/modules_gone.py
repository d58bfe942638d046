"""Empties sys.modules, the path and the finders."""

# %%
import sys

sys.meta_path.clear()
sys.path.clear()
sys.path_hooks.clear()
for name in list(sys.modules):
    sys.modules[name] = None
