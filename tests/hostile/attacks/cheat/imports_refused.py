"""Imports a package that the homework does not allow, once the finder that refuses it is gone."""

import sys


def attack():
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "Guard"]
    sys.path_importer_cache.clear()
    import msgspec

    return msgspec.__file__
