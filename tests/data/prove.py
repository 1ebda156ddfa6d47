"""Holds the open data of a built site against every check: `python tests/data/prove.py FOLDER`"""

import sys

from checks import ALL
from report import report
from site_read import Site


def main(folder):
    site = Site(folder)
    return report({check.NAME: [f"{found.file}: {found.rule}\n    {found.text}" for found in check.run(site)] for check in ALL})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("which site? python tests/data/prove.py FOLDER")
    sys.exit(main(sys.argv[1]))
