"""What the academy does when something happens elsewhere."""

from naru.data.catalogue.core.events import DatasetWithdrawn
from naru.systems.academy import exercises


def on_withdrawn(event: DatasetWithdrawn) -> None:
    """Exercises on its rows are closed: nobody practises on data that is read no more."""
    exercises.withdraw_exercises_of(event.id)
