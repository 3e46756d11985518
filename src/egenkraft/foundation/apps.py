from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "egenkraft.foundation"
    label = "foundation"
