from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "naru.trail"
    label = "trail"
