"""Measuring a training: what it is judged on, what the box is asked, what came back."""
