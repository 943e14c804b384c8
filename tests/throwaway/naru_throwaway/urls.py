"""Addresses of boats."""

from django.urls import path

from naru_throwaway import pages

app_name = "throwaway"
urlpatterns = [path("boats/", pages.boats, name="boats")]
