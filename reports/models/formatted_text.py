"""Texts with the formatting of their source: derived data beside the plain text."""

import re
from html import unescape

from django.db import models
from django.utils.safestring import SafeString

from reports.text import normalize_whitespace

TAG = re.compile(r"<[^>]*>")
TABLE = "<table>"
TABLE_ROW = re.compile(r"<tr>(.*)</tr>", re.DOTALL)
FOOTNOTE_LINK = '<a href="#'


class FormattedText(models.Model):
    """A record with a text, which is also stored as HTML if the source formats it.

    Both columns are derived from text, spans and source at every save of the report.
    """

    text_markdown = models.TextField(blank=True, default="", editable=False)
    text_html = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def html(self):
        """The text as HTML, or an empty string for plain text.

        The visible text always is the plain text: HTML is ignored if a program has changed the
        text without saving the report. Footnotes are at the end of the page of the report.
        """
        html = self.text_html
        if not html or visible_text(html) != normalize_whitespace(self.text):
            return ""
        if FOOTNOTE_LINK in html:
            html = html.replace(FOOTNOTE_LINK, f'<a href="{self.report.get_absolute_url()}#')
        return html

    @property
    def cells(self):
        """The cells of a row of a table as HTML, or an empty string."""
        if not self.text_html.startswith(TABLE):
            return ""
        row = TABLE_ROW.search(self.html)
        # nosemgrep: unescaped-html -- rendered by nh3
        return SafeString(row[1]) if row else ""

    @property
    def formatted(self):
        """The text for the pages of readers."""
        # nosemgrep: unescaped-html -- rendered by nh3
        return SafeString(self.html) or self.text


def visible_text(html: str) -> str:
    """Return the text that a browser shows of sanitized HTML."""
    return normalize_whitespace(unescape(TAG.sub("", html)))
