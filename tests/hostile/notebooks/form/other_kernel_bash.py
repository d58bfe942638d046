"""Says that it is for a kernel that runs a shell; whoever starts what a notebook asks for starts that."""


# %% [twist]
def twist(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "python"}
