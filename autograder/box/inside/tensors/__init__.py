"""What a box does with PyTorch before it forks; imported only where a homework allows torch."""
