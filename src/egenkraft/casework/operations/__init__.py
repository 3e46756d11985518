"""The verbs of casework, one file each family."""
