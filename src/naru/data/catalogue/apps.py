from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "naru.data.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from naru.data.catalogue import refusals, verbs  # noqa: F401 - the catalogue's sentences declare themselves
