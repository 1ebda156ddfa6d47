"""CSV on the Web: every table holds what its metadata promise, by the reference library for Python."""

from csvw import CSVW

from site_read import Finding

NAME = "columns"


def run(site):
    for address in site.schemas():
        try:
            described = CSVW(str(site.folder / address), validate=True, strict=True)
            valid = described.is_valid
        except ValueError as error:
            yield Finding("metadata", address, str(error))
            continue
        if not valid:
            # The library counts some faults without a word.
            words = [str(warning.message) for warning in described.warnings] or ["not valid"]
            yield from (Finding("table", address, text) for text in words)
