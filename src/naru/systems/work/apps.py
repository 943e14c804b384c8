from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "naru.systems.work"
    label = "work"

    def ready(self) -> None:
        from naru.data.files import content
        from naru.systems.work import notices, paper_templates, rate_names, refusals, verbs  # noqa: F401 - they declare themselves
        from naru.systems.work.reads import images

        content.declare_use("work", images.in_use)
