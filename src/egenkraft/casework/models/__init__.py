"""Tables of casework, one file per aggregate."""
