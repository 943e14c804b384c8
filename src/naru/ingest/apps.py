from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "naru.ingest"
    label = "ingest"
