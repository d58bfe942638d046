"""Notebooks as they are handed in: read, taken apart into definitions, looked over. Nothing of them is executed."""
