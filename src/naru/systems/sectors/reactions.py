"""What sectors do when something happens in the catalogue."""

from naru.data.catalogue.core.events import VersionAdded
from naru.systems.sectors.jobs import recheck_dataset
from naru.systems.sectors.models import Claim


def on_version_added(event: VersionAdded) -> None:
    """A new version is checked by itself; it stands as unchecked until then."""
    if Claim.objects.filter(dataset_id=event.id).exists():
        recheck_dataset.enqueue(event.id)
