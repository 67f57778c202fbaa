"""The OpenSearch description."""

from lxml import etree

NAMESPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_every_page_links_to_a_description_of_the_search(client, db):
    page = client.get("/themes/").content.decode()
    assert 'type="application/opensearchdescription+xml"' in page

    answer = client.get("/opensearch.xml")

    tree = etree.fromstring(answer.content)
    templates = {url.get("type"): url.get("template") for url in tree.findall("o:Url", NAMESPACE)}
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert templates["text/html"] == "http://127.0.0.1:8000/search/?q={searchTerms}"
    assert client.get("/search/?q=fees").status_code == 200
