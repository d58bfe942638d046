"""Compiling a homework: cases are drawn, the reference and every mistake are asked, a key is written."""
