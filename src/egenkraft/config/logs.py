"""Logs as structured lines on stderr. Events, ids and times only: never a person's data."""

import logging
import sys
from collections.abc import Mapping

import structlog


def configure(settings: Mapping[str, str]) -> None:
    """Called by Django with settings.LOGGING; `profile` decides between JSON and readable lines."""
    production = settings["profile"] == "production"
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up at each line, so that a captured or replaced stream is honoured.
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
