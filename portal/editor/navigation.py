"""The sections of the desk: what the bar on every page for editors links to, by role."""

import re
from dataclasses import dataclass

from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission


@dataclass(frozen=True)
class Page:
    """The first page of a section, or of a part of one.

    It is current on its own URL, and on those below it unless `is_exact`.
    """

    label: str
    url_name: str
    is_exact: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def matches(self, path: str) -> bool:
        return path == self.url or (not self.is_exact and path.startswith(self.url))


@dataclass(frozen=True)
class Section:
    """An entry of the bar. `others` matches further paths that belong to it."""

    first: Page
    permission: Permission
    parts: tuple[Page, ...] = ()
    others: re.Pattern[str] | None = None

    def matches(self, path: str) -> bool:
        pages = (self.first, *self.parts)
        return any(page.matches(path) for page in pages) or bool(
            self.others and self.others.match(path)
        )


ACCOUNTS = Page("Accounts", "admin:auth_user_changelist")
PEOPLE = Page("People", "admin:reports_person_changelist")
ROUNDS = Page("Rounds", "editor:rounds")
THEMES = Page("Themes", "admin:reports_theme_changelist")
SECTIONS = (
    Section(Page("Desk", "editor:dashboard", is_exact=True), Permission.READ),
    Section(
        Page("Reports", "editor:report-list"),
        Permission.READ,
        # The draft beside its source is a page of the report.
        others=re.compile(r"/editing/(imports/.|new/)"),
    ),
    Section(Page("Lineage", "editor:lineage"), Permission.LINK),
    Section(Page("Imports", "editor:upload", is_exact=True), Permission.IMPORT),
    Section(
        Page("Follow-up", ROUNDS.url_name),
        Permission.READ,
        parts=(ROUNDS, Page("Overdue", "editor:overdue")),
    ),
    Section(
        Page("People and organizations", PEOPLE.url_name),
        Permission.EDIT_ENTITIES,
        parts=(
            PEOPLE,
            Page("Organizations", "admin:reports_organization_changelist"),
            Page("Not registered", "editor:proposed-organizations"),
            Page("Duplicates and merges", "editor:duplicates"),
        ),
    ),
    Section(
        Page("Vocabulary", THEMES.url_name),
        Permission.EDIT_ENTITIES,
        parts=(
            THEMES,
            Page("Instruments", "admin:reports_instrument_changelist"),
            Page("Not registered", "editor:proposed-instruments"),
        ),
    ),
    Section(Page("Redactions", "editor:redactions"), Permission.REDACT),
    Section(
        Page("Accounts", ACCOUNTS.url_name),
        Permission.ACCOUNTS,
        parts=(ACCOUNTS, Page("Invitations", "editor:invitations")),
        others=re.compile(r"/editing/accounts/"),
    ),
    Section(Page("Site pages", "editor:site-pages"), Permission.SITE_PAGES),
    Section(Page("Alerts", "editor:alerts"), Permission.ACCOUNTS),
    Section(Page("Status", "editor:status"), Permission.ACCOUNTS),
    Section(Page("Audit log", "editor:audit-log"), Permission.READ_AUDIT_LOG),
)


@dataclass(frozen=True)
class Link:
    """A link of the bar; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str


def section_links(user, path: str) -> tuple[list[Link], list[Link]]:
    """Return links to the sections that the role may use, and to the parts of the current one."""
    current = next((section for section in SECTIONS if section.matches(path)), None)
    allowed = [section for section in SECTIONS if roles.may(user, section.permission)]
    links = [link(section.first, path, is_current=section is current) for section in allowed]
    parts = current.parts if current and current in allowed else ()
    # The page of one part may lie below that of another.
    matching = [part for part in parts if part.matches(path)]
    here = max(matching, key=lambda part: len(part.url), default=None)
    return links, [link(part, path, is_current=part is here) for part in parts]


def link(page: Page, path: str, *, is_current: bool) -> Link:
    on_page = "page" if path == page.url else "true"
    return Link(page.label, page.url, on_page if is_current else "")
