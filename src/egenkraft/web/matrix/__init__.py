"""The access matrix: every address, operation and command tried by every kind of person, against the access table."""
