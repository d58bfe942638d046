"""Shows HTML with scripts, with handlers of events, with frames and forms: whoever opens the report runs it."""

# %%
from IPython.display import HTML, IFrame, display

display(HTML("<script>document.title = 'SHOWN'</script>"))
display(HTML("<img src=x onerror=\"document.title = 'SHOWN'\">"))
display(HTML("<iframe srcdoc=\"<script>parent.document.title = 'SHOWN'</script>\"></iframe>"))
display(HTML("<form action='http://evil.example/'><input name=SHOWN autofocus onfocus=alert(1)></form>"))
display(HTML("</pre></div></details><base href='http://evil.example/'><meta http-equiv=refresh content='0;SHOWN'>"))
display(HTML("<style>body { background: url('http://evil.example/SHOWN') }</style>"))
display(IFrame("javascript:alert('SHOWN')", 100, 100))
