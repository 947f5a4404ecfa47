"""Scripts that make the synthetic data sets, one module for each lesson."""
