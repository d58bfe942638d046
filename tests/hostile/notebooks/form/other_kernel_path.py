"""Gives as the name of its kernel a path, and a command as its language."""


# %% [twist]
def twist(notebook):
    spec = {"name": "../../../../tmp/kernel", "argv": ["sh", "-c", "echo LOOT"], "display_name": "$(id)", "env": {}}
    notebook["metadata"]["kernelspec"] = spec | {"metadata": {"kernel_provisioner": {"provisioner_name": "sh"}}}
