"""A metric's JSON says what its table says, cell for cell, once what was defused for spreadsheets is undone."""

from site_read import Finding

NAME = "rows"


def run(site):
    for table in site.tables():
        json_address = table.address.removesuffix(".csv") + ".json"
        if json_address not in site.files:
            continue
        head, *rows = site.rows(table.address)
        observations = site.json(json_address)["observations"]
        if len(rows) != len(observations):
            yield Finding("count", json_address, f"{len(observations)} observations, {len(rows)} rows")
        for number, (row, observation) in enumerate(zip(rows, observations), start=1):
            if list(observation) != [name for name in head if name in observation]:
                yield Finding("keys", json_address, f"observation {number} has other keys than the table columns")
            for column, cell in zip(table.columns, row):
                written, said = undone(column, cell), as_cell(column, observation.get(column["name"]))
                if written != said:
                    yield Finding("value", json_address, f"observation {number}, {column['name']}: {said!r}, not {written!r}")


def undone(column, cell):
    """The documented way back: in words of writers one leading apostrophe is taken away."""
    return cell.removeprefix("'") if column["datatype"] == "string" else cell


def as_cell(column, value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return column["separator"].join(item.replace("|", "/") for item in value)
        case _:
            return value
