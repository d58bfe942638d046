"""Right solutions: the numerics that tests compare with, and one full solution per homework."""
