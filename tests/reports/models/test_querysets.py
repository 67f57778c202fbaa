"""Which reports refer to a shared record follows from the models, and so does what is public."""

import pytest

from portal.content.entity_references import MODELS
from portal.content.schema import RECORD_TYPES, REPORT_FIELDS, RecordType, ReportFields
from portal.content.schema_fields import Column, EntityRows, entity_fields
from reports.models import Report
from reports.models.querysets import direct_report_paths, report_paths
from tests.builders.records import make_organization, make_report

REPORT = RecordType("report", "report", ReportFields, Report, to_report="")


def declared_references():
    """Yield (record type, field name, field) of everything that names a shared record."""
    for record_type in (REPORT, *RECORD_TYPES):
        fields = REPORT_FIELDS if record_type is REPORT else record_type.fields
        for name, field in entity_fields(fields):
            yield record_type, name, field


def relation_of(record_type, name, field):
    """Return the relation through which the shared record finds the records that name it."""
    if isinstance(field, Column):
        name = name.removesuffix("_id")
    if not isinstance(field, EntityRows):
        return record_type.model._meta.get_field(name).remote_field
    many_to_many = record_type.model._meta.many_to_many
    return next(one for one in many_to_many if one.remote_field.through is field.model).remote_field


@pytest.mark.parametrize(
    ("record_type", "name", "field"),
    [pytest.param(*one, id=f"{one[0].name}.{one[1]}") for one in declared_references()],
)
def test_every_field_that_names_a_shared_record_leads_from_it_to_the_report(
    record_type, name, field
):
    model = MODELS[field.entity_type]
    lookup = "__".join(
        filter(None, [relation_of(record_type, name, field).name, record_type.to_report])
    )

    assert lookup in direct_report_paths(model)
    assert lookup in report_paths(model)


def test_the_body_whose_part_co_chaired_a_published_workshop_is_public(db):
    body = make_organization("Ministries")
    part = make_organization("Ministry of Labour", part_of=body)

    make_report(status="published").co_chairs.add(part)

    assert set(type(body).objects.published()) >= {body, part}
