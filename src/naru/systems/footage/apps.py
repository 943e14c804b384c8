from django.apps import AppConfig


class FootageConfig(AppConfig):
    name = "naru.systems.footage"
    label = "footage"

    def ready(self) -> None:
        """What people are told declares itself."""
        from naru.data.files.subjects import Erasable, declare_erasable
        from naru.systems.footage import refusals, verbs  # noqa: F401
        from naru.systems.footage.core.cameras import refusals as _cameras  # noqa: F401
        from naru.systems.footage.core.detect import refusals as _detect  # noqa: F401
        from naru.systems.footage.core.events import refusals as _events  # noqa: F401
        from naru.systems.footage.core.frames import refusals as _frames  # noqa: F401
        from naru.systems.footage.core.labels import refusals as _labels  # noqa: F401
        from naru.systems.footage.core.mask import refusals as _mask  # noqa: F401
        from naru.systems.footage.core.metrics import refusals as _metrics  # noqa: F401
        from naru.systems.footage.core.sets import refusals as _sets  # noqa: F401
        from naru.systems.footage.sets import notices  # noqa: F401

        storage = "naru.systems.footage.storage"
        declare_erasable("footage", Erasable(remove=f"{storage}:remove", is_there=f"{storage}:is_there"))
