"""What makes the synthetic data sets: one module for each lesson, each with a seed."""
