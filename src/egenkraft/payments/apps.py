from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "egenkraft.payments"
    label = "payments"

    def ready(self) -> None:
        from egenkraft.payments.states import register

        register()
