from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "naru.data.ingest"
    label = "ingest"

    def ready(self) -> None:
        from naru.data.files import content
        from naru.data.ingest import refusals, verbs  # noqa: F401 - the sentences of files declare themselves
        from naru.data.ingest.core import reasons  # noqa: F401 - and those of the text engine
        from naru.data.ingest.originals import is_original

        content.declare_use("ingest", is_original)
