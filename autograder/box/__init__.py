"""Running student code in a box that knows nothing but questions: start, ask, stop."""
