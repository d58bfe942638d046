"""What students handed in: a folder or an archive becomes a Submission. Nothing of it is executed here."""
