"""The questions of the application: pure data, how answers are read, shown and carried on to next month."""
