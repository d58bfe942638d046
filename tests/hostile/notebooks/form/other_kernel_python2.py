"""Says that it is for Python 2."""


# %% [twist]
def twist(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "python2", "display_name": "Python 2", "language": "python"}
    notebook["metadata"]["language_info"] = {"name": "python", "version": "2.7.18", "nbconvert_exporter": "python"}
