"""CSV on the Web: every table holds what its metadata promise, by the reference library for Python."""

import warnings

from csvw import CSVW

from site_read import Finding

NAME = "columns"


def run(site):
    for address in site.schemas():
        yield from (Finding("invalid", address, text) for text in faults(str(site.folder / address)))


def faults(path):
    # The library tells faults as warnings, which it would otherwise tell once, or not at all.
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        try:
            described = CSVW(path, validate=True, strict=True)
            return [] if described.is_valid else [str(warning.message) for warning in described.warnings]
        except ValueError as error:
            return [str(error)]
