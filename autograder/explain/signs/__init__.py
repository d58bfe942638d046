"""What keeps a network of PyTorch's from learning, told from what was seen of it in the box."""
