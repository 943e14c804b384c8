from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "naru.catalogue"
    label = "catalogue"
