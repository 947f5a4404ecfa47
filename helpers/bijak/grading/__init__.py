"""Grading: what a participant gets back."""
