"""Answers that will change without a change of public content: no cache may keep them."""

from django.http import HttpRequest


def set_provisional(request: HttpRequest) -> None:
    request.is_provisional = True


def is_provisional(request: HttpRequest) -> bool:
    return getattr(request, "is_provisional", False)
