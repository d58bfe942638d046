"""Imports and reads installed packages that the homework does not allow, after taking the import guard away."""

import importlib
import importlib.machinery
import importlib.util
import os
import pkgutil
import sys

import numpy as np
from world import GENTLE

SITE = os.path.dirname(os.path.dirname(np.__file__))
PACKAGES = ("pytest", "jinja2", "pydantic", "autograder", "_pytest", "yaml", "ruamel.yaml", "pygments")


def attack():
    kept, path = list(sys.meta_path), list(sys.path)
    try:
        sys.meta_path[:] = [f for f in sys.meta_path if f.__class__.__name__ != "Guard"]
        sys.path[:0] = [SITE]
        got = [way.__name__ for way in WAYS if tried(way)]
    finally:
        sys.meta_path[:], sys.path[:] = kept, path
    return " ".join(got) if not GENTLE or len(got) == len(WAYS) else ""


def tried(way):
    for name in PACKAGES:
        try:
            if way(name):
                return True
        except (ImportError, OSError, AttributeError):
            continue
    return False


def by_statement(name):
    return getattr(importlib.import_module(name), "__file__", None)


def by_location(name):
    spec = importlib.util.spec_from_file_location("stolen", f"{SITE}/{name}/__init__.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_path_finder(name):
    return importlib.machinery.PathFinder.find_spec(name, [SITE]).loader.get_code(name)


def by_text(name):
    with open(f"{SITE}/{name}/__init__.py", "rb") as file:
        return file.read()


def by_bytecode(name):
    with open(importlib.util.cache_from_source(f"{SITE}/{name}/__init__.py"), "rb") as file:
        return file.read()


def by_package_data(name):
    return pkgutil.get_data(name, "__init__.py")


def by_lists_of_installed_files(name):
    records = [f"{SITE}/{folder}/RECORD" for folder in os.listdir(SITE) if folder.lower().startswith(f"{name}-")]
    with open(records[0] if records else "/nowhere") as file:
        return file.read()


WAYS = (
    by_statement, by_location, by_path_finder, by_text, by_bytecode, by_package_data, by_lists_of_installed_files,
)  # fmt: skip
