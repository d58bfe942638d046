"""Grading many submissions: found, spread over workers, written down one by one, skipped when unchanged."""
