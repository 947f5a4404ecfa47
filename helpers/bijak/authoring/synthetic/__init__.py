"""Scripts that make the synthetic data sets, each with its seed."""
