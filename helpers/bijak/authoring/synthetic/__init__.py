"""Scripts that make the synthetic data of the modules, one for each module.

Each has ``tables()``: file name → CSV text, the same on every computer.
"""
