"""The catalogue: RDF that fits the shapes of DCAT, whose files are all there, and which forgets none."""

from pathlib import Path

from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, Graph

from site_read import Finding

NAME = "catalogue"

SHAPES = Path(__file__).parent.parent / "dcat.shapes.ttl"

LICENCE_SHAPES = Path(__file__).parent.parent / "licence.shapes.ttl"


def run(site):
    address = site.only("catalog.jsonld")
    graph = Graph().parse(data=site.text(address), format="json-ld", publicID=site.base + address)
    shapes = Graph().parse(SHAPES)
    if site.licence:
        shapes.parse(LICENCE_SHAPES)
    _, report, _ = validate(graph, shacl_graph=shapes)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        yield Finding("shape", address, f"{focus}: {message}")
    yield from lost(site, address, graph)
    yield from forgotten(site, address, graph)


def lost(site, catalogue, graph):
    """Files and pages that the catalogue names and the site does not have."""
    for predicate in (DCAT.downloadURL, DCAT.accessURL, DCAT.landingPage, DCTERMS.conformsTo):
        for url in graph.objects(None, predicate):
            if site.address_of(str(url)) not in site.files:
                yield Finding("lost", catalogue, f"{predicate}: {url}")


def forgotten(site, catalogue, graph):
    """Tables that no distribution offers, or that several do."""
    offered = [site.address_of(str(url)) for url in graph.objects(None, DCAT.downloadURL)]
    for table in site.tables():
        for address in (table.address, table.excel):
            if offered.count(address) != 1:
                yield Finding("forgotten", catalogue, f"{address} is offered {offered.count(address)} times")
