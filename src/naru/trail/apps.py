from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "naru.trail"
    label = "trail"

    def ready(self) -> None:
        from naru.trail import verbs  # noqa: F401 - what the trail says of itself declares itself
