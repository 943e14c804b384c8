from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "naru.data.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from naru.data.catalogue import refusals, verbs  # noqa: F401 - the catalogue's sentences declare themselves
        from naru.data.files.subjects import Erasable, declare_erasable

        engines = "naru.data.catalogue.reads.engines"
        declare_erasable("lake", Erasable(remove=f"{engines}:remove_lake_file", is_there=f"{engines}:has_lake_file"))
