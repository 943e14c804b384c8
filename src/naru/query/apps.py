from django.apps import AppConfig


class QueryConfig(AppConfig):
    name = "naru.query"
    label = "query"
