"""Data Package: the package, its schemas and every row of its tables, by the standard's own library."""

from frictionless import validate

from site_read import Finding

NAME = "package"


def run(site):
    address = site.only("datapackage.json")
    folder = address.rpartition("/")[0]
    named = {f"{folder}/{resource.get('path')}" for resource in site.json(address)["resources"]}
    for table in site.tables():
        if table.address.rpartition("/")[0] == folder and table.address not in named:
            yield Finding("forgotten", address, table.address)
    for type_, note, row, field in validate(str(site.folder / address)).flatten(["type", "note", "rowNumber", "fieldName"]):
        where = f"row {row}, {field}: " if row else ""
        yield Finding(type_, address, where + note)
