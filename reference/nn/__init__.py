"""Convolution, pooling and losses in NumPy: each as a loop to learn from, and fast; both equal PyTorch.

Images are [N, H, W, C], kernels (k, k, C_in, F), and every result is float64.
"""
