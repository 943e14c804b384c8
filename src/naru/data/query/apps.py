from django.apps import AppConfig


class QueryConfig(AppConfig):
    name = "naru.data.query"
    label = "query"
