"""The forms of the officers."""
