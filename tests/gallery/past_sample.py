"""Sample data for the card of a past list."""

from portal.site.past_lists import PastCard


def past_card(text):
    item = {"url": "#past", "number": "21.C.1", "text": text, "themes": [{"name": "Recruitment"}]}
    report = {"title": "Workshop on a Title", "starts_on": "2015-03-10"}
    return PastCard(item, "en", report, tag="Regional")
