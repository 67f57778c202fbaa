"""Load the memberships of groups; what an editor has changed or deleted stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from portal.imports.seed_file import LOADED_VERSION, SeedError, read_tables
from reports.memberships import find_circle
from reports.models import Membership, Organization, SeededRecord
from reports.references import affected_reports, notify_changed, stored_values
from reports.signals import record_saved

FILE = "memberships.toml"
COLUMNS = {"group", "member", "since", "until"}
# {slug of an entry of organizations.toml: key of the organization, None if it was deleted}
Keys = dict[str, int | None]


@dataclass(frozen=True)
class SeededMembership:
    """An entry with the name under which it is remembered, and its unsaved row."""

    name: str
    row: Membership

    @property
    def pair(self) -> tuple[int, int]:
        return (self.row.group_id, self.row.member_id)


def load_memberships(path: Path, keys: Keys) -> int:
    """Create missing memberships, and update those of unedited organizations; count the new ones.

    An entry is loaded only once: a membership that an editor has deleted is not created again.
    An entry is skipped if an editor has already connected its two organizations.
    """
    seeds = list(read_memberships(path, keys))
    loaded = set(SeededRecord.objects.filter(file=FILE).values_list("slug", flat=True))
    update_unedited(seed for seed in seeds if seed.name in loaded)
    new = [seed for seed in seeds if seed.name not in loaded]
    SeededRecord.objects.bulk_create(SeededRecord(file=FILE, slug=seed.name) for seed in new)
    rows = [seed.row for seed in missing_seeds(new)]
    Membership.objects.bulk_create(rows)
    notify_members(row.member for row in rows)
    return len(rows)


def read_memberships(path: Path, keys: Keys) -> Iterable[SeededMembership]:
    names = set()
    for entry in read_tables(path, "membership"):
        name = entry_name(path, entry)
        if name in names:
            raise SeedError(f"{path.name}: {name} is repeated.")
        names.add(name)
        if unknown := [entry[end] for end in ("group", "member") if entry[end] not in keys]:
            raise SeedError(f"{path.name}: {name}: “{unknown[0]}” is unknown.")
        group, member = keys[entry["group"]], keys[entry["member"]]
        # An editor has deleted one of them, or made them one.
        if group and member and group != member:
            yield SeededMembership(name, create_row(path, entry, (group, member)))


def entry_name(path: Path, entry: dict) -> str:
    if not all(isinstance(value, str) for value in entry.values()) or entry.keys() - COLUMNS:
        raise SeedError(f"{path.name}: an entry has group, member, since and until, all strings.")
    if not (entry.get("group") and entry.get("member")):
        raise SeedError(f"{path.name}: every entry needs a group and a member.")
    name = f"{entry['group']} {entry['member']}"
    if len(name) > SeededRecord._meta.get_field("slug").max_length:
        raise SeedError(f"{path.name}: {name} is too long.")
    return name


def create_row(path: Path, entry: dict, pair: tuple[int, int]) -> Membership:
    """Return the unsaved row of an entry."""
    dates = {name: entry.get(name, "") for name in ("since", "until")}
    row = Membership(group_id=pair[0], member_id=pair[1], **dates)
    try:
        row.clean_fields(exclude=["group", "member"])
        row.validate_constraints(exclude=["group", "member"])
    except ValidationError as error:
        raise SeedError(f"{path.name}: {entry['group']} {entry['member']}: {error}") from None
    return row


def missing_seeds(seeds: Iterable[SeededMembership]) -> Iterable[SeededMembership]:
    """Yield entries that connect organizations not connected yet, without making a cycle."""
    links = list(Membership.objects.values_list("group", "member"))
    connected = set(links)
    for seed in seeds:
        if seed.pair not in connected and not find_circle([*links, seed.pair]):
            links.append(seed.pair)
            yield seed


def update_unedited(seeds: Iterable[SeededMembership]) -> None:
    """Give memberships the dates of their entry if nobody has saved either organization."""
    untouched = Membership.objects.filter(
        group__version=LOADED_VERSION, member__version=LOADED_VERSION
    )
    rows = {(row.group_id, row.member_id): row for row in untouched.select_related("member")}
    for seed in seeds:
        row = rows.get(seed.pair)
        if row and (row.since, row.until) != (seed.row.since, seed.row.until):
            update_row(row, seed.row)


def update_row(row: Membership, wanted: Membership) -> None:
    before = stored_values(row.member)
    row.since, row.until = wanted.since, wanted.until
    row.save(update_fields=["since", "until"])
    after = stored_values(row.member)
    record_saved.send(Organization, record=row.member, before=before, after=after, by=None)
    notify_members([row.member])


def notify_members(members: Iterable[Organization]) -> None:
    """Log a change of every report that names one of the organizations."""
    notify_changed({report for member in set(members) for report in affected_reports(member)})
