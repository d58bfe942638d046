"""Has saved outputs nested deeper than a reader of JSON can go."""

# %% [twist]
import json


def twist(notebook):
    notebook["cells"][3]["outputs"] = "HERE"
    deep = '{"x": ' * 100_000 + "1" + "}" * 100_000
    deep = '[{"output_type": "display_data", "metadata": {}, "data": ' + deep + "}]"
    return json.dumps(notebook).replace('"HERE"', deep).encode()
