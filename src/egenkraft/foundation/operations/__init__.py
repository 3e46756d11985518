"""What foundation does, one file per subject."""
