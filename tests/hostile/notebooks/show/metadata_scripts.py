"""Puts pages and paths wherever the file has a name: in metadata, ids, tags, attachments, authors, the title."""

# %% [markdown]
# ![x](attachment:x.svg)

# %% [twist]
LIVE = "<script>alert('SHOWN')</script>"


def twist(notebook):
    notebook["metadata"].update(title=LIVE, authors=[{"name": LIVE}], path="../../../SHOWN", widgets={LIVE: {}})
    notebook["metadata"]["kernelspec"]["display_name"] = LIVE
    notebook["metadata"]["language_info"].update(
        version=LIVE, mimetype="text/html", file_extension="/../SHOWN.html"
    )
    notebook["cells"][3]["attachments"] = {"x.svg": {"image/svg+xml": LIVE}, "../../SHOWN": {"text/html": LIVE}}
    for cell in notebook["cells"]:
        cell["metadata"].update(name=LIVE, tags=[LIVE, "raises-exception"], jupyter={"source_hidden": True})
