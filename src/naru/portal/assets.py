"""How static files and forms are served: names with a hash of their content, one template for every form field."""

from django.conf import settings
from django.forms.renderers import TemplatesSetting
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Gives a file its hashed name once ``naru up`` has gathered them, and its own name before (tests, development)."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The hashed name, or the name itself where nothing was gathered."""
        known = self.hashed_files.get(self.hash_key(self.clean_name(name)))
        return str(known or name)


class FormRenderer(TemplatesSetting):
    """Django's forms as the site draws them; set as ``FORM_RENDERER``."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"


def gather_static() -> int:
    """Put every static file with its hashed and compressed names into the home folder; how many changed."""
    from django.contrib.staticfiles.management.commands.collectstatic import Command

    command = Command()
    command.set_options(
        interactive=False,
        verbosity=0,
        link=False,
        clear=False,
        dry_run=False,
        ignore_patterns=[],
        use_default_ignore_patterns=True,
        post_process=True,
    )
    report = command.collect()
    settings.STATIC_ROOT.joinpath(".gathered").touch()
    return len(report["modified"])
