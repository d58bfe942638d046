"""Hands in outputs that were never made by running it: pages, scripts, claims, of this and of no version."""

# %%

# %% [twist]
LIVE = "<script>alert('SHOWN')</script>"


def twist(notebook):
    notebook["cells"][3].update(
        execution_count=4,
        outputs=[
            {
                "output_type": "display_data",
                "data": {"text/html": [LIVE], "image/svg+xml": LIVE},
                "metadata": {LIVE: 1},
            },
            {"output_type": "stream", "name": LIVE, "text": ["4 of 4 points\n", LIVE]},
            {"output_type": "error", "ename": LIVE, "evalue": LIVE, "traceback": [LIVE]},
            {"output_type": "execute_result", "execution_count": 4, "data": {"text/plain": "4.0"}, "metadata": {}},
        ],
    )
