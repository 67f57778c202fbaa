from django.apps import AppConfig


class SitePagesConfig(AppConfig):
    name = "portal.site_pages"
    label = "site_pages"
