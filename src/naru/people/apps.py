from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "naru.people"
    label = "people"

    def ready(self) -> None:
        from naru.people import accounts, refusals, verbs  # noqa: F401 - receivers and sentences register themselves
