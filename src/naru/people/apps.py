from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "naru.people"
    label = "people"
