"""Has saved outputs and metadata nested as deeply as a reader of JSON just can go."""


# %% [twist]
def twist(notebook):
    deep = []
    for _ in range(400):
        deep = [deep]
    shown = {"output_type": "display_data", "data": {"application/json": deep}, "metadata": {}}
    notebook["cells"][3]["outputs"] = [shown]
    notebook["metadata"]["deep"] = notebook["cells"][2]["metadata"]["deep"] = deep
