from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "naru.portal"
    label = "portal"
