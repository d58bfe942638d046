"""Explaining lost points: which cases, which mistake. Pure functions that claim nothing that does not hold."""
