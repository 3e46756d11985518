"""At start the handlers of `wiring.py` are registered, once."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "egenkraft.config"
    label = "config"

    def ready(self) -> None:
        from egenkraft.config.wiring import register

        register()
