from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "naru.data.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from naru.data.catalogue import refusals, verbs  # noqa: F401 - the catalogue's sentences declare themselves
        from naru.data.catalogue.reads.engines import has_lake_file, remove_lake_file
        from naru.data.files.erasing import Erasable, declare_erasable

        declare_erasable("lake", Erasable(remove=remove_lake_file, is_there=has_lake_file))
