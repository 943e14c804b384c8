"""Which files of the content store challenges need; asked by whoever would remove one, and imported as the site starts."""

from django.db.models import Q

from naru.systems.challenges.models import Challenge, Place, Submission


def uses_content(sha256: str) -> bool:
    """Whether a challenge or a submission needs these bytes."""
    named = Q()
    for field in ("train", "test", "sample", "sealed", "truth", "bundle"):
        named |= Q(**{f"{field}_sha256": sha256})
    return (
        Challenge.objects.filter(named).exists()
        or Submission.objects.filter(sha256=sha256).exists()
        or Place.objects.filter(code_sha256=sha256).exists()
    )
