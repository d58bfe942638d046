"""Opens the hidden key by its path."""

from world import KEY_FILE


def attack():
    return open(KEY_FILE).read()
