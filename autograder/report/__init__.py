"""Reports: what a given reader may see of a grade, and how it is shown. Data first, rendering second."""
