from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "naru.jobs"
    label = "jobs"
