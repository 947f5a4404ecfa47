"""Making a release: generate, prove, keep the keys secret, bundle."""
