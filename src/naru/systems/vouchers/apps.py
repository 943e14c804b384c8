from django.apps import AppConfig


class VouchersConfig(AppConfig):
    name = "naru.systems.vouchers"
    label = "vouchers"

    def ready(self) -> None:
        from naru.systems.vouchers import notices, paper_templates, refusals, verbs  # noqa: F401 - they declare themselves
