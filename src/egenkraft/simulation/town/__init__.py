"""The fictitious town Björkstrand: who lives there, who works there, and what the registers hold."""
