"""Print how fast something is: ``python -m tests.benchmarks NAME [OPTIONS]``; without a name, the names."""

from __future__ import annotations

import sys

from tests.benchmarks import camps, dashboard, dossier, export, geoparse, ingest, publication
from tests.benchmarks.machine import facts

BENCHMARKS = {
    "camps": camps.main,
    "dashboard": dashboard.main,
    "dossier": dossier.main,
    "export": export.main,
    "geoparse": geoparse.main,
    "ingest": ingest.main,
    "publication": publication.main,
}


def main(arguments: list[str]) -> int:
    """Run the named benchmark; 2 where there is none of that name."""
    name = arguments[0] if arguments else ""
    if name not in BENCHMARKS:
        print(f"{__doc__}\nThere are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    print(facts())
    return BENCHMARKS[name](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
