"""JSON-LD in pages: RDF in the words of schema.org, about what the kind of page is about, with links that lead on."""

import json
from urllib.parse import quote

from rdflib import RDF, SDO, Graph, URIRef

from site_read import Finding, Page

NAME = "linked_data"

# Pages name the context that search engines know; no check fetches it, and this says the same for our purpose.
CONTEXT = {"@vocab": str(SDO)}

# One of these must be said of a page of the kind.
SUBJECTS = {
    "home": [SDO.WebSite],
    "bulletin": [SDO.NewsArticle],
    "locality": [SDO.AdministrativeArea, SDO.Country],
    "event": [SDO.Event],
    "metric": [SDO.Dataset],
    "document": [SDO.CreativeWork],
    "data": [SDO.DataCatalog],
    "data-table": [SDO.Dataset],
}

# Their values are addresses, which schema.org's own context would make nodes.
ADDRESSES = [SDO.url, SDO.contentUrl, SDO.item, SDO.image]


def run(site):
    for address in site.files:
        if address.endswith(".html"):
            yield from page_faults(site, address)


def page_faults(site, address):
    page = Page(site.text(address))
    graph = Graph()
    for text in page.documents:
        if "<" in text:
            yield Finding("markup", address, "a < could end the element that holds the data")
        try:
            document = json.loads(text) | {"@context": CONTEXT}
            graph.parse(data=json.dumps(document), format="json-ld", publicID=site.base + quote(address))
        except ValueError as error:
            yield Finding("syntax", address, str(error))
            return
    types = set(graph.objects(None, RDF.type))
    if page.kind in SUBJECTS and types.isdisjoint(SUBJECTS[page.kind]):
        yield Finding("subject", address, f"a page of kind {page.kind} says only {sorted(types)}")
    words = (types | set(graph.predicates())) - {RDF.type}
    for word in sorted(word for word in words if word not in SDO):
        yield Finding("unknown-word", address, str(word))
    yield from broken_links(site, address, graph)


def broken_links(site, address, graph):
    here = URIRef(site.base + quote(address))
    for predicate in ADDRESSES:
        for value in graph.objects(None, predicate):
            target = site.address_of(str(URIRef(str(value), base=here)))
            if target not in site.files:
                yield Finding("lost", address, f"{predicate}: {value}")
