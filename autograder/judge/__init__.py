"""Judging: pure functions from key and evidence to verdicts. Nothing here runs, reads or writes anything."""
