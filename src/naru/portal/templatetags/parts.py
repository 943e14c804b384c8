"""Small parts of pages: icons, badges, figures."""

from django import template

register = template.Library()
