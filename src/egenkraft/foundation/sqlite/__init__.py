"""Django's SQLite backend with the fair write lock of `databases.py` round every transaction."""
