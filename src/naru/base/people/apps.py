from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "naru.base.people"
    label = "people"

    def ready(self) -> None:
        from naru.base.people import accounts, refusals, verbs  # noqa: F401 - receivers and sentences register themselves
