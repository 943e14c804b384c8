from django.apps import AppConfig


class UsageConfig(AppConfig):
    name = "naru.data.usage"
    label = "usage"
