from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "naru.data.files"
    label = "files"

    def ready(self) -> None:
        from naru.data.files import refusals, verbs  # noqa: F401 - the sentences of files declare themselves
