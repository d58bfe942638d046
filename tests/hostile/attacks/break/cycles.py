"""Makes garbage that only the collector could free, with the collector switched off."""

import gc


def double(x):
    gc.disable()
    try:
        while True:
            cycle = [bytearray(1 << 20)]
            cycle.append(cycle)
    finally:
        gc.enable()
        gc.collect()
