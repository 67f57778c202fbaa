"""The part of the admin form of an organization with its memberships, one per line.

Lines need no JavaScript, and if two saves conflict, the editor sees both texts.
"""

import re
from dataclasses import dataclass

from django import forms
from django.db.models import F, Q

from reports.admin.labels import LabeledForm
from reports.memberships import find_circle
from reports.models import Membership, Organization
from reports.partial_dates import PARTIAL_DATE, Period, is_partial_date
from reports.references import stored_values
from reports.text import clean_line, normalize_whitespace, split_lines

# {form field: (column of the record itself, column of the organizations that it lists)}
COLUMNS = {"member_of": ("member", "group"), "members": ("group", "member")}
DATE = PARTIAL_DATE.replace("(", "(?:")
LINE = re.compile(
    rf"(?P<name>.+?)(?: ?\((?:(?:since )?(?P<since>{DATE})(?: ?(?:to|–|-) ?(?P<last>{DATE}))?"
    rf"|until (?P<until>{DATE}))\))?"
)
# A record that is being added has no key yet.
NO_KEY = 0


@dataclass(frozen=True)
class Line:
    """A line of a list of memberships: an organization and a period."""

    name: str
    since: str = ""
    until: str = ""

    @classmethod
    def read(cls, text):
        found = LINE.fullmatch(normalize_whitespace(text))
        return cls(found["name"], found["since"] or "", found["last"] or found["until"] or "")

    def __str__(self):
        dates = f"{self.since} to {self.until}" if self.since and self.until else ""
        dates = dates or (self.since and f"since {self.since}")
        dates = dates or (self.until and f"until {self.until}")
        return f"{self.name} ({dates})" if dates else self.name

    @property
    def error(self):
        """What is wrong with the dates, or an empty text."""
        for text in (self.since, self.until):
            if text and not is_partial_date(text):
                return f"{self}: there is no {text}."
        period = Period.between(self.since, self.until)
        if period.first and period.last and period.first > period.last:
            return f"{self}: it ends before it begins."
        return ""


class MembershipListField(forms.CharField):
    def __init__(self, label, help_text, rows):
        super().__init__(
            label=label,
            required=False,
            help_text=help_text,
            widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": rows}),
        )

    def to_python(self, value):
        return "\n".join(split_lines(clean_line(super().to_python(value))))


class MembershipForm(LabeledForm):
    """Reads and saves the lists of memberships."""

    member_of = MembershipListField(
        "Member of",
        "Groups, one per line, with years or days if known: ASEAN (since 1967), "
        "ASEAN (1967-08-08 to 2001), ASEAN (until 2001). By name, acronym or address.",
        rows=4,
    )
    members = MembershipListField(
        "Members",
        "If it is a group: its members, one per line, with dates in the same way. Lists count what "
        "they said on days on which they were members.",
        rows=8,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Other organizations whose memberships were saved, with their values before.
        self.others_before = []
        if self.instance.pk:
            self.initial |= {name: self.stored_list(name) for name in COLUMNS}

    def stored_list(self, name):
        own, other = COLUMNS[name]
        rows = Membership.objects.filter(**{own: self.instance}).order_by(f"{other}__name", "since")
        columns = rows.values_list(f"{other}__name", "since", "until")
        return "\n".join(str(Line(*row)) for row in columns)

    def stored_text(self, name):
        if name in COLUMNS:
            return self.initial.get(name, "").replace("\n", "; ")
        return super().stored_text(name)

    def clean_member_of(self):
        return self.clean_list("member_of")

    def clean_members(self):
        return self.clean_list("members")

    def clean_list(self, name):
        """Return {(key of the other organization, since, until)}."""
        lines, found = read_lines(split_lines(self.cleaned_data[name]))
        errors = [line.error or name_error(line, found[line.name], self.instance) for line in lines]
        if errors := [error for error in errors if error]:
            raise forms.ValidationError(errors)
        memberships = [(found[line.name][0].pk, line.since, line.until) for line in lines]
        beginnings = {(key, since) for key, since, _ in memberships}
        if len(beginnings) < len(memberships):
            raise forms.ValidationError("A membership is listed twice.")
        return set(memberships)

    def clean(self):
        cleaned = super().clean()
        if all(isinstance(cleaned.get(name), set) for name in COLUMNS):
            own_key = self.instance.pk or NO_KEY
            others = Membership.objects.exclude(Q(group=own_key) | Q(member=own_key))
            above = [(key, own_key) for key, *_ in cleaned["member_of"]]
            below = [(own_key, key) for key, *_ in cleaned["members"]]
            if find_circle([*others.values_list("group", "member"), *above, *below]):
                self.add_error("members", "It would be a member of itself through its members.")
        return cleaned

    def _save_m2m(self):
        super()._save_m2m()
        changed = [name for name in COLUMNS if name in self.changed_data]
        # Deletions first: a membership may be reversed.
        new = {name: self.delete_removed(name) for name in changed}
        for name, rows in new.items():
            own, other = COLUMNS[name]
            Membership.objects.bulk_create(
                Membership(**{own: self.instance, f"{other}_id": key}, since=since, until=until)
                for key, since, until in rows
            )

    def delete_removed(self, name):
        """Delete the memberships that are no longer in the list; return those to create."""
        own, other = COLUMNS[name]
        rows = Membership.objects.filter(**{own: self.instance})
        stored = {tuple(row): key for key, *row in rows.values_list("pk", other, "since", "until")}
        wanted = self.cleaned_data[name]
        changed = stored.keys() ^ wanted
        others = Organization.objects.filter(pk__in={key for key, *_ in changed})
        self.others_before += [(record, stored_values(record)) for record in others]
        # Their pages list the membership, too: an editor who has one open must see the conflict.
        others.update(version=F("version") + 1)
        rows.filter(pk__in=[stored[row] for row in stored.keys() - wanted]).delete()
        return sorted(wanted - stored.keys())


def read_lines(texts):
    """Return the lines, and the organizations by the names in them.

    If a whole line is an organization's name, it has no dates: “World Forum (2016)”.
    """
    texts = [normalize_whitespace(text) for text in texts]
    whole_names = find_organizations(set(texts))
    lines = [Line(text) if whole_names[text] else Line.read(text) for text in texts]
    return lines, whole_names | find_organizations({line.name for line in lines})


def find_organizations(names):
    """Return {name: organizations with this name, address or acronym}."""
    columns = ("name", "slug", "acronym")
    named = Q(name__in=names) | Q(slug__in=names) | Q(acronym__in=names)
    records = list(Organization.objects.filter(named).order_by("pk"))
    return {
        name: next(
            (meant for column in columns if (meant := having(records, column, name))),
            [],
        )
        for name in names
    }


def having(records, column, value):
    return [record for record in records if getattr(record, column) == value]


def name_error(line, organizations, own):
    """Return what is wrong with the name of a line, or an empty text."""
    if not organizations:
        return f"No organization is called “{line.name}”. Add it first."
    if len(organizations) > 1:
        return f"Several organizations are called “{line.name}”. Write the whole name."
    return "An organization cannot be a member of itself." if organizations == [own] else ""
