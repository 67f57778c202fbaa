"""What was added to a list: more than is shown."""

from portal.notifications.followed_lists import AddedRecord, Additions, group_by_report
from reports.models import Report


def additions(text):
    report = Report(pk=1, slug="sample", title=text)
    records = [AddedRecord(report, title, text, "#following") for title in ("21.C.3", "Ana Cruz")]
    return Additions(120, group_by_report(records))
