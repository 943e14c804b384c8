from django.apps import AppConfig


class ThrowawayConfig(AppConfig):
    name = "naru_throwaway"
    label = "throwaway"
