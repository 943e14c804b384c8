"""Work to do: a fenced queue, schedules and progress behind the ``django_tasks`` API."""
