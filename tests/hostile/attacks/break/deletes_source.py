"""Deletes its own source."""

import os


def attack():
    os.remove(__file__)
    return "deleted it"
