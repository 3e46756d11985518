"""Settings, urls, command line and wiring: where the rooms are put together."""
