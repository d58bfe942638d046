"""Shows Markdown and formulas with links, pages and commands in them; its own texts have them too."""

# %%
from IPython.display import Latex, Markdown, Math, display

display(
    Markdown("[grades](javascript:alert('SHOWN')) ![x](http://evil.example/SHOWN.png) <script>alert(1)</script>")
)
display(
    Markdown("```\n</code></pre><img src=x onerror=alert('SHOWN')>\n```\n\n| a |\n|---|\n| <b onclick=alert(1)> |")
)
display(Latex(r"\href{javascript:alert('SHOWN')}{x} \require{html} \input{/etc/passwd} \def\x{\x\x}\x"))
display(Math(r"\style{position:fixed;inset:0;background:url(http://evil.example/SHOWN)}{x} \unicode[SHOWN]{x0}"))

# %% [markdown]
# # 4 of 4 points <script>alert('SHOWN')</script>
#
# [ok](data:text/html,<script>alert('SHOWN')</script>) ![x](attachment:x.svg) <a href="//evil.example">SHOWN</a>
