from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "egenkraft.payments"
    label = "payments"
