"""What parties does, one file per subject."""
