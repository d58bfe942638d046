"""Storing what was found out about submissions."""
