from django.apps import AppConfig


class GatesConfig(AppConfig):
    name = "naru.base.gates"
    label = "gates"

    def ready(self) -> None:
        from naru.base.gates import refusals, verbs  # noqa: F401 - the sentences of gates declare themselves
