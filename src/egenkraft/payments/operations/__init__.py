"""The verbs of payments, one file each family."""
