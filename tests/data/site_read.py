"""A built site as the checks see it: its files, and where it says it is published.

Reads once; changes nothing and judges nothing.
"""

import csv
import io
import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

# Where a site that names no address of its own is shown: a name that can belong to nobody (RFC 2606).
NOWHERE = "https://site.example/"

METADATA = "csv-metadata.json"


@dataclass(frozen=True)
class Finding:
    """What a check found: which rule is broken, in which file, and how."""

    rule: str
    file: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table of open data by its addresses, with what its metadata says of its columns."""

    address: str
    columns: list

    @property
    def excel(self):
        return self.address.removesuffix(".csv") + ".excel.csv"


class Page(HTMLParser):
    """What a page says of itself to programs."""

    def __init__(self, html):
        super().__init__()
        self.kind = None
        self.canonical = None
        self.licence = None
        self.documents = []
        self._in_document = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "html":
            self.kind = values.get("data-page")
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href")
        if tag == "a" and "license" in (values.get("rel") or "").split():
            self.licence = values.get("href")
        if tag == "script" and values.get("type") == "application/ld+json":
            self._in_document = True
            self.documents.append("")

    def handle_endtag(self, tag):
        if tag == "script":
            self._in_document = False

    def handle_data(self, data):
        if self._in_document:
            self.documents[-1] += data


class Site:
    """The site in a folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.files = sorted(
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()
        )
        if "index.html" not in self.files:
            raise SystemExit(f"no site in {folder}")
        home = Page(self.text("index.html"))
        self.base = home.canonical or NOWHERE
        # As readers see it; None where the site names none that has an address.
        self.licence = home.licence

    def text(self, address):
        return self.bytes(address).decode("utf-8")

    def bytes(self, address):
        return (self.folder / address).read_bytes()

    def json(self, address):
        """Decimals stay the digits they are written with."""
        return json.loads(self.text(address), parse_float=str, parse_int=str)

    def only(self, name):
        """The address of the one file of that name."""
        found = [address for address in self.files if address.rsplit("/", 1)[-1] == name]
        if len(found) != 1:
            raise SystemExit(f"{name}: found {found}")
        return found[0]

    def schemas(self):
        """The addresses of all CSVW metadata."""
        return [address for address in self.files if address.endswith(METADATA)]

    def tables(self):
        """Every table that metadata describe, with its columns."""
        for address in self.schemas():
            document = self.json(address)
            folder = address.rpartition("/")[0]
            for table in document.get("tables", [document]):
                yield Table(f"{folder}/{unquote(table['url'])}", table["tableSchema"]["columns"])

    def rows(self, address, delimiter=","):
        """The rows of a table, its head first."""
        text = self.text(address).removeprefix("\ufeff")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))

    def address_of(self, url):
        """The file that an address of the site means; None for another's address."""
        if not url.startswith(self.base):
            return None
        address = unquote(url[len(self.base):].split("#")[0])
        return address + "index.html" if address == "" or address.endswith("/") else address
