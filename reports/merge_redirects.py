"""Canonical records of merged people and organizations."""

from django.db import models

from reports.models import MergeRecord, Organization, Person

ENTITY_TYPES: dict[str, type[models.Model]] = {
    "person": Person,
    "organization": Organization,
}


def canonical_id(entity_type: str, key: int) -> int | None:
    """Follow the merges of a record; return the last key, or None if it was not merged."""
    canonical, seen = None, {key}
    merges = MergeRecord.objects.filter(entity_type=entity_type, undone_at=None)
    while (
        target := merges.filter(merged_key=key).values_list("target_key", flat=True).first()
    ) not in {
        None,
        *seen,
    }:
        canonical = key = target
        seen.add(target)
    return canonical


def canonical_by_id(model: type[models.Model], key: int) -> models.Model | None:
    """Return the public record into which the record with the key was merged, or None."""
    entity_type = next((name for name, entity in ENTITY_TYPES.items() if entity is model), None)
    if entity_type is None:
        return None
    merged = MergeRecord.objects.filter(
        entity_type=entity_type, merged_key=key, undone_at=None, was_public=True
    )
    if not merged.exists():
        return None
    return model.objects.published().filter(pk=canonical_id(entity_type, key)).first()


def canonical_slugs(entity_type: str, slugs: list[str]) -> list[str]:
    """Return the slugs, each once, with those of merged records replaced by the canonical ones."""
    merges = MergeRecord.objects.filter(
        entity_type=entity_type, merged_slug__in=slugs, undone_at=None
    )
    merged = {
        slug: canonical.slug
        for slug in merges.values_list("merged_slug", flat=True)
        if (canonical := canonical_by_slug(entity_type, slug))
    }
    return list(dict.fromkeys(merged.get(slug, slug) for slug in slugs))


def canonical_by_slug(entity_type: str, slug: str) -> models.Model | None:
    """Return the public record that the URL of a merged record redirects to, or None."""
    merges = MergeRecord.objects.filter(entity_type=entity_type, merged_slug=slug, undone_at=None)
    merge = merges.filter(was_public=True).order_by("-merged_at").first()
    if merge is None:
        return None
    public = ENTITY_TYPES[entity_type].objects.published()
    return public.filter(pk=canonical_id(entity_type, merge.merged_key)).first()
