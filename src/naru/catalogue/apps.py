from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "naru.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from naru.catalogue import refusals, verbs  # noqa: F401 - the catalogue's sentences declare themselves
