"""Answers of the API, and the links in them."""

from django.urls import reverse


def get_json(client, kind, record):
    answer = client.get(reverse(f"api:{kind}", args=[record.pk]))
    assert answer.status_code == 200, answer.content
    return answer.json()


def link(site, kind, slug, name):
    return {"slug": slug, "name": name, "url": f"{site}/{kind}/{slug}/"}


def report_link(site, report):
    return {
        "id": report.pk,
        "url": f"{site}/reports/{report.slug}/",
        "api_url": f"{site}/api/v1/reports/{report.pk}/",
        "slug": report.slug,
        "title": report.title,
        "starts_on": "2015-03-10",
    }
