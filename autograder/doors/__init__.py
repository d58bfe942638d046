"""The ways in: the command line now, others later. They find files and call the engine."""
