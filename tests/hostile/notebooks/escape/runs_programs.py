"""Starts programs, by Python and by IPython: a shell, another Python, one in the background, another kernel."""

# %%
import contextlib
import os
import subprocess
import sys

from world import GENTLE

shell = get_ipython()


def by_shell():
    return subprocess.run("exit 7", shell=True, check=False).returncode == 7


def by_system():
    shell.system_raw("exit 7")
    return shell.user_ns.get("_exit_code") == 7


def by_spawn():
    return os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", "raise SystemExit(7)"]) == 7


def by_kernel():
    from jupyter_client.manager import KernelManager

    owner = KernelManager()
    owner.start_kernel()
    lives = owner.is_alive()
    owner.shutdown_kernel(now=True)
    return lives


def by_script():
    shell.run_cell_magic("script", "sh --proc started --bg", "exit 7")
    return bool(shell.user_ns.get("started"))


ways = (by_shell, by_system, by_spawn, by_kernel, by_script)
got = []
for way in ways:
    with contextlib.suppress(Exception):
        got += [way.__name__] * way()
if got if not GENTLE else len(got) == len(ways):
    print("LOOT", got)
