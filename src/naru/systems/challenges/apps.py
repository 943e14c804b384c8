from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "naru.systems.challenges"
    label = "challenges"

    def ready(self) -> None:
        from naru.data.files import content
        from naru.systems.challenges import notices, refusals, scorer_folder, verbs  # noqa: F401 - they declare themselves
        from naru.systems.challenges.content_uses import uses_content

        content.declare_use("challenges", uses_content)
        scorer_folder.close_to_this_process()
