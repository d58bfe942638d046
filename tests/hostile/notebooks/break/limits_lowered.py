"""Lowers its own limits: nothing may be written, opened or started any more."""

# %%
import resource

from world import GENTLE

for name in ("FSIZE", "NOFILE", "NPROC", "CORE") if not GENTLE else ("CORE", "FSIZE"):
    resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (0, 0))
