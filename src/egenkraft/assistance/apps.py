from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "egenkraft.assistance"
    label = "assistance"

    def ready(self) -> None:
        from egenkraft.assistance.transitions import register_tables

        register_tables()
