"""Pure: points, weights, prerequisites."""
