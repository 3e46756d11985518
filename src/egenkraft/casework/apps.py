from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "egenkraft.casework"
    label = "casework"
