"""What lessons explore with: small, pure functions."""
