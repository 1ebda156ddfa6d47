"""The bytes of each table: how programs and how spreadsheets expect them, and no cell that a spreadsheet runs."""

import re

from site_read import Finding

NAME = "cells"

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# OWASP, CSV Injection; the last four are the same signs in the width of East Asian letters.
TRIGGERS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def run(site):
    for table in site.tables():
        yield from faults(site, table.address, has_mark=False)
        if table.excel not in site.files:
            yield Finding("no-excel", table.address, f"{table.excel} is not there")
            continue
        yield from faults(site, table.excel, has_mark=True)
        plain, excel = (len(read(site, address)) for address in (table.address, table.excel))
        if plain != excel:
            yield Finding("rows-differ", table.excel, f"{excel} rows, and {plain} in {table.address}")


def faults(site, address, has_mark):
    data = site.bytes(address)
    if data.startswith(BYTE_ORDER_MARK) != has_mark:
        yield Finding("byte-order-mark", address, "missing" if has_mark else "programs take it for a part of the head")
    if not data.endswith(b"\r\n") or b"\n" in data.split(b"\r\n")[0]:
        yield Finding("line-end", address, "RFC 4180 ends lines with CR LF")
    rows = read(site, address)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            yield Finding("ragged", address, f"row {number} has {len(row)} cells, the head {len(rows[0])}")
        for cell in row:
            if cell.startswith(TRIGGERS) and not NUMBER.fullmatch(cell):
                yield Finding("formula", address, f"row {number}: {cell}")


def read(site, address):
    """Spreadsheets find out the delimiter by the settings of their system; here it is the one in the head."""
    head = site.text(address).splitlines()[0]
    return site.rows(address, ";" if head.count(";") > head.count(",") else ",")
