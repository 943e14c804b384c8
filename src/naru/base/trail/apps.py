from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "naru.base.trail"
    label = "trail"

    def ready(self) -> None:
        from naru.base.trail import verbs  # noqa: F401 - what the trail says of itself declares itself
