from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "egenkraft.parties"
    label = "parties"
