"""Shows that every check finds the faults it is for, and nothing else: `python tests/data/faults.py FOLDER`

Works on a copy of a built site; each fault is planted in a file of it, found, and taken out again.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from checks import ALL
from report import report
from site_read import Site

METRIC = "chi-so/cap-can-cuoc"


def replaced(old, new):
    """Writes something else in place of a text that must be there."""

    def plant(data):
        assert old.encode() in data, f"«{old}» is not there"
        return data.replace(old.encode(), new.encode(), 1)

    return plant


def in_json(change):
    """Changes a document."""

    def plant(data):
        document = json.loads(data)
        change(document)
        return json.dumps(document, ensure_ascii=False).encode()

    return plant


def without_last_column(data):
    return b"".join(line.rpartition(b",")[0] + b"\r\n" for line in data.splitlines())


def first_row_twice(data):
    lines = data.splitlines(keepends=True)
    return b"".join(lines[:2] + lines[1:])


def dataset(document, at=0):
    return document["dcat:dataset"][at]


def of_metric(document):
    """A set of a metric stands behind those of the tables, and has a time."""
    return next(one for one in document["dcat:dataset"] if "dct:temporal" in one)


# What is planted, in which file, how, and what must find it: each check with each rule, and no other.
FAULTS = [
    ("a word where a number should be", f"{METRIC}.csv", replaced(",77894,", ",nhiều,"), ["columns/invalid", "rows/value"]),
    ("a word that the column does not know", "du-lieu/events.csv", replaced(",conference,", ",party,"), ["columns/invalid", "package/constraint-error"]),
    ("a day that is none", "du-lieu/localities.csv", replaced("2025-06-30", "2025-06-31"), ["columns/invalid", "package/type-error"]),
    ("a missing column", "du-lieu/events.csv", without_last_column, ["columns/invalid", "package/missing-label"]),
    ("a row without its id", "du-lieu/metrics.csv", replaced("\r\ncap-can-cuoc,", "\r\n,"), ["columns/invalid", "package/constraint-error", "package/foreign-key", "package/primary-key"]),
    ("a row twice", "du-lieu/documents.csv", first_row_twice, ["cells/rows-differ", "columns/invalid", "package/primary-key"]),
    ("a figure of a place that is not there", "du-lieu/observations.csv", replaced(",thuong-xuan,", ",khong-co,"), ["columns/invalid", "package/foreign-key"]),
    ("a formula", "du-lieu/bulletins.csv", replaced(",Cửa Lò sau", ",=Cửa Lò sau"), ["cells/formula"]),
    ("a formula in the file for spreadsheets", "du-lieu/bulletins.excel.csv", replaced(";Cửa Lò sau", ";@Cửa Lò sau"), ["cells/formula"]),
    ("a byte-order mark for programs", f"{METRIC}.csv", lambda data: b"\xef\xbb\xbf" + data, ["cells/byte-order-mark"]),
    ("no byte-order mark for spreadsheets", f"{METRIC}.excel.csv", lambda data: data[3:], ["cells/byte-order-mark"]),
    ("line ends of Unix", f"{METRIC}.csv", lambda data: data.replace(b"\r\n", b"\n"), ["cells/line-end"]),
    ("a row that is too long", "du-lieu/targets.csv", lambda data: data[:-2] + b",x\r\n", ["cells/ragged", "package/extra-cell"]),
    ("a table without its file for spreadsheets", "du-lieu/events.excel.csv", None, ["catalogue/lost", "cells/no-excel"]),
    ("a figure that differs in JSON", f"{METRIC}.json", replaced("77894", "77895"), ["rows/value"]),
    ("a decimal that lost a digit in JSON", f"{METRIC}.json", replaced("87.1", "87"), ["rows/value"]),
    ("a key that is no column", f"{METRIC}.json", replaced('"qualifier": "exact"', '"quality": "exact"'), ["rows/keys", "rows/value"]),
    ("a figure that JSON lacks", f"{METRIC}.json", in_json(lambda d: d["observations"].clear()), ["rows/count"]),
    ("a datatype that there is not", f"{METRIC}.csv-metadata.json", replaced('"datatype": "decimal"', '"datatype": "dezimal"'), ["columns/invalid"]),
    ("a package that lacks a table", "du-lieu/datapackage.json", in_json(lambda d: d.update(resources=d["resources"][:-1])), ["package/forgotten"]),
    ("a table without a path", "du-lieu/datapackage.json", in_json(lambda d: d["resources"][-1].pop("path")), ["package/forgotten", "package/resource-error"]),
    ("a type of field that there is not", "du-lieu/datapackage.json", replaced('"type": "number"', '"type": "figure"'), ["package/field-error"]),
    ("a set without a publisher", "du-lieu/catalog.jsonld", in_json(lambda d: dataset(d).pop("dct:publisher")), ["catalogue/shape"]),
    ("a set without a title", "du-lieu/catalog.jsonld", in_json(lambda d: dataset(d).pop("dct:title")), ["catalogue/shape"]),
    ("a file without a licence", "du-lieu/catalog.jsonld", in_json(lambda d: dataset(d)["dcat:distribution"][0].pop("dct:license")), ["catalogue/shape"]),
    ("a set that ends before it begins", "du-lieu/catalog.jsonld", in_json(lambda d: of_metric(d)["dct:temporal"]["dcat:endDate"].update({"@value": "1999-01-01"})), ["catalogue/shape"]),
    ("a file that is not there", "du-lieu/catalog.jsonld", in_json(lambda d: dataset(d)["dcat:distribution"][0].update({"dcat:downloadURL": {"@id": "https://tin.example.gov.vn/de-an-06/mat.csv"}})), ["catalogue/forgotten", "catalogue/lost"]),
    ("a set that the catalogue forgets", "du-lieu/catalog.jsonld", in_json(lambda d: d["dcat:dataset"].pop()), ["catalogue/forgotten"]),
    ("a catalogue of nothing", "du-lieu/catalog.jsonld", lambda data: b"{}", ["catalogue/forgotten", "catalogue/shape"]),
    ("linked data that is no JSON", f"{METRIC}.html", replaced('"@graph":[', '"@graph":'), ["linked_data/syntax"]),
    ("a word that schema.org does not have", f"{METRIC}.html", replaced('"variableMeasured"', '"variableMesured"'), ["linked_data/unknown-word"]),
    ("a page about something else", f"{METRIC}.html", replaced('"@type":"Dataset"', '"@type":"Recipe"'), ["linked_data/subject"]),
    ("a link to a file that is not there", f"{METRIC}.html", replaced('chi-so/cap-can-cuoc.json"', 'chi-so/mat.json"'), ["linked_data/lost"]),
    ("markup in linked data", f"{METRIC}.html", replaced('"name":"', '"name":"<b>'), ["linked_data/markup"]),
]


def found(folder):
    site = Site(folder)
    findings = [(f"{check.NAME}/{one.rule}", one) for check in ALL for one in check.run(site)]
    return sorted({name for name, _ in findings}), [f"{name}: {one.file}: {one.text}" for name, one in findings]


def try_fault(copy, address, plant, expected):
    """Plants a fault, and gives what is wrong with what was found."""
    path = copy / address
    good = path.read_bytes()
    if plant is None:
        path.unlink()
    else:
        path.write_bytes(plant(good))
    names, texts = found(copy)
    path.write_bytes(good)
    return [] if names == expected else [f"found {names}, not {expected}", *texts]


def main(folder):
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "site"
        shutil.copytree(folder, copy)
        results = {name: try_fault(copy, address, plant, expected) for name, address, plant, expected in FAULTS}
    shown = {finding.split("/")[0] for *_, expected in FAULTS for finding in expected}
    results["no check is without its fault"] = [check.NAME for check in ALL if check.NAME not in shown]
    return report(results)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("which site? python tests/data/faults.py FOLDER")
    sys.exit(main(sys.argv[1]))
