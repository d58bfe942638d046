"""Data sets for training checks: official files, read within bounds, and two sets that need no files.

Nothing in these files is ever run, and what is judged is kept apart from what student code is given.
"""
