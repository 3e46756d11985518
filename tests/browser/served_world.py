"""Makes the small world of the access matrix in a folder and prints, as JSON, its pages and a session for each face.

Run as a module, with EGENKRAFT_DATA_DIR naming the folder; `egenkraft serve` then serves it.
"""

import json
import sys
from dataclasses import asdict


def main() -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from django.core.management import call_command

    from egenkraft.foundation import clock
    from egenkraft.web.matrix import api as matrix
    from egenkraft.web.matrix.calls import session_key

    call_command("migrate", verbosity=0)
    now = clock.now()
    world = matrix.build_world(now)
    pages = matrix.pages(world)
    faces = {page.face for page in pages} - {"anonymous"}
    sessions = {name: session_key(world.face(name), now) for name in sorted(faces)}
    json.dump({"pages": [asdict(page) for page in pages], "sessions": sessions}, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
