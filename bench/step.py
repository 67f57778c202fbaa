"""One step of the benchmark at one size, in a process of its own, because settings load once.

python -m bench.step load 40000
python -m bench.step measure 40000 [--quick]    prints JSON
"""

import argparse
import json
import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["load", "measure"])
    parser.add_argument("recommendations", type=int)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    # Both import models.
    from bench import load, measure  # noqa: PLC0415

    if arguments.step == "measure":
        result = measure.measure(arguments.recommendations, quick=arguments.quick)
        print(json.dumps(result))
        return
    call_command("migrate", verbosity=0)
    try:
        load.load(arguments.recommendations)
    except load.ForeignRecordsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
