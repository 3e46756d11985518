"""Signing in and out: residents by e-identification, staff by password and code or the municipality's own sign-in."""
