"""Grades deep-learning homework: asks student code questions in a box and judges the answers outside it."""

__version__ = "0.1.0"
