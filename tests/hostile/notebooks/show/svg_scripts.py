"""Shows drawings with scripts in them, with pages in them, with texts from elsewhere, with a bomb of names."""

# %%
from IPython.display import SVG, display

SPACE = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
PAGE = "<body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'>SHOWN</body>"
BOMB = "<!DOCTYPE svg [<!ENTITY a 'SHOWN'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
for inside in (
    "<script>alert('SHOWN')</script>",
    "<a xlink:href=\"javascript:alert('SHOWN')\"><text y='9'>click</text></a>",
    f"<foreignObject>{PAGE}</foreignObject>",
    "<image href='http://evil.example/SHOWN.png' onload='alert(1)'/>",
    "<use href='data:image/svg+xml,SHOWN#x'/>",
):
    display({"image/svg+xml": f"<svg {SPACE} onload=\"alert('SHOWN')\">{inside}</svg>"}, raw=True)
display({"image/svg+xml": f"<?xml version='1.0'?>{BOMB}]><svg {SPACE}><text>&i;</text></svg>"}, raw=True)
display(SVG(f"<svg {SPACE}><animate onbegin=\"alert('SHOWN')\" attributeName='x' dur='1s'/></svg>"))
