"""Running a notebook: nbclient out here, on a kernel that the warm process has forked and confined."""
