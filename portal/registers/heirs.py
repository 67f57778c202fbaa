"""What stands for a record that was united with another: its heir, or the heir of that one."""

from django.db import models

from portal.registers.models import REGISTERS, Union


def heir(register: str, key: int) -> int | None:
    """Return the key of the record into which this one went, at last; None if it went into none."""
    found, seen = None, {key}
    unions = Union.objects.filter(register=register, undone_at=None)
    while (
        into := unions.filter(key=key).values_list("into", flat=True).first()
    ) not in {
        None,
        *seen,
    }:
        found = key = into
        seen.add(into)
    return found


def heir_of(model: type[models.Model], key: int) -> models.Model | None:
    """Return the public record into which the record of that key was merged, if it was."""
    register = next((name for name, one in REGISTERS.items() if one is model), None)
    if register is None:
        return None
    merged = Union.objects.filter(
        register=register, key=key, undone_at=None, was_public=True
    )
    if not merged.exists():
        return None
    return model.objects.published().filter(pk=heir(register, key)).first()


def present_slugs(register: str, slugs: list[str]) -> list[str]:
    """Return the slugs, each once, with that of the public record in which a merged one went on."""
    unions = Union.objects.filter(register=register, slug__in=slugs, undone_at=None)
    merged = {
        slug: heir.slug
        for slug in unions.values_list("slug", flat=True)
        if (heir := heir_at(register, slug))
    }
    return list(dict.fromkeys(merged.get(slug, slug) for slug in slugs))


def heir_at(register: str, slug: str) -> models.Model | None:
    """Return the public record to which the address of a united one leads, if there is one."""
    unions = Union.objects.filter(register=register, slug=slug, undone_at=None)
    union = unions.filter(was_public=True).order_by("-made_at").first()
    if union is None:
        return None
    public = REGISTERS[register].objects.published()
    return public.filter(pk=heir(register, union.key)).first()
