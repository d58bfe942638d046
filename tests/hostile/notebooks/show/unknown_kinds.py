"""Shows outputs of kinds that nobody knows, with names that are paths and pages, and values of every type."""

# %%
from IPython.display import display

for kind in (
    "text/html; charset=x",
    "TEXT/HTML",
    "text/html\n",
    "../../SHOWN",
    "<b>SHOWN</b>",
    "application/json",
    "",
):
    display({kind: "<script>alert('SHOWN')</script>", "text/plain": "x"}, raw=True)
display(
    {"application/vnd.plotly.v1+json": {"data": [{"text": "<a href='javascript:alert(1)'>SHOWN</a>"}]}}, raw=True
)
display({"application/vnd.vegalite.v5+json": {"data": {"url": "http://evil.example/SHOWN"}}}, raw=True)
display({"application/json": {"__proto__": {"SHOWN": True}}, "text/plain": ["a", "b"], "text/html": None}, raw=True)
display({"text/plain": "x"}, raw=True, metadata={"<script>": "SHOWN", "isolated": False, "text/html": {"x": [[]]}})
