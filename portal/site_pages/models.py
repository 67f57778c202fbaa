"""The versions of the pages that administrators write."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MAX_CHARACTERS = 50_000


class SitePageVersion(models.Model):
    """A page in one language as it was saved once. Nothing is overwritten; without text it is not public."""

    class Page(models.TextChoices):
        """The pages by their place in the URL, in the order of the footer."""

        ABOUT = "about", _("About this site")
        TERMS = "terms", _("Terms of use")
        IMPRINT = "imprint", _("Legal notice")
        PRIVACY = "privacy", _("Privacy notice")
        SECURITY = "security", _("Report a security problem")

    page = models.CharField(max_length=10, choices=Page.choices)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField(help_text="1 for the first version.")
    is_current = models.BooleanField(default=True)
    markdown = models.TextField(blank=True, max_length=MAX_CHARACTERS)
    html = models.TextField(blank=True, editable=False, help_text="Rendered when it was saved.")
    by_name = models.CharField(max_length=200)
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language", "number"], name="unique_site_page_version"
            ),
            models.UniqueConstraint(
                fields=["page", "language"],
                condition=Q(is_current=True),
                name="one_current_site_page_version",
            ),
        ]

    def __str__(self):
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        return f"{self.get_page_display()} ({language})"
