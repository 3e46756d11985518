"""One module per group of commands; each registers its parsers and imports its work only when it runs."""
