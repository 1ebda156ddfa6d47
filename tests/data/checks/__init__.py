"""The checks: each module has a `NAME` and `run(site)`, which gives its findings."""

from . import catalogue, cells, columns, linked_data, package, rows

ALL = [cells, columns, package, rows, catalogue, linked_data]
