"""Shows JavaScript, which a notebook's page executes, in each of the ways that IPython has."""

# %%
from IPython.display import Javascript, display

display(Javascript("document.title = 'SHOWN'; element.append('4 of 4 points')"))
display({"application/javascript": "alert('SHOWN')", "text/plain": "harmless"}, raw=True)
display({"application/x-javascript": "alert('SHOWN')", "text/ecmascript": "alert('SHOWN')"}, raw=True)

# %%
# %%javascript
# alert('SHOWN')

# %%
# %%html
# <script>alert('SHOWN')</script>
