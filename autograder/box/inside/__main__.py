"""Started by file path in a fresh interpreter with a clean environment: makes this folder the package `_box`."""

import importlib.util
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def load() -> None:
    spec = importlib.util.spec_from_file_location(
        "_box", os.path.join(HERE, "__init__.py"), submodule_search_locations=[HERE]
    )
    assert spec is not None
    sys.modules["_box"] = importlib.util.module_from_spec(spec)


if __name__ == "__main__":
    load()
    importlib.import_module("_box." + ("warm" if sys.argv[1] != "plain" else "single")).start()
