"""Write docs/transitions.md: every transition table as a diagram and as rows.

``python scripts/transitions.py`` writes the page; ``--check`` changes nothing and exits 1 when the page is not what
the tables say today.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

PAGE = Path("docs/transitions.md")
HEAD = """# What may happen, from which state, and by whom

Written by `scripts/transitions.py` from the tables that the program itself obeys; `make check` fails when they differ.
Buttons, guards and the allowed commands of the API read the same tables. A move that is not here cannot be made.

- **Who**: roles of staff, `resident` (the person's own pages) and `system` (the program, by rule or by clock).
  Which commands a role may give at all, and in which units, is in `src/egenkraft/foundation/access_table.py`.
- **Attested**: the move happens only when another person has approved it. Where attestation is a state of its own
  (`decision`, `payee`, `payment_run`) the commands `attest` and `approve` are that other person's: the one who
  proposed is refused.
- **Reason**: the move needs a written reason.
- **Phase**: `todo`, someone here has to act; `waiting`, someone else has to; `done`.

Swedish words are what the pages show; English is in the catalogue of translations.
"""


def page() -> str:
    """The whole page, as the tables stand now."""
    from egenkraft.casework.api import tables

    return "\n".join((HEAD, *(line for kind in sorted(tables()) for line in _section(kind)))).rstrip() + "\n"


def _section(kind: str) -> Iterator[str]:
    from egenkraft.casework.api import tables

    table = tables()[kind]
    yield from (f"## `{kind}`", "", "```mermaid", table.diagram(), "```", "")
    yield from ("| state | on the page | phase |", "|---|---|---|")
    for state in table.states:
        yield f"| `{state.code}` | {state.label} | {state.phase} |"
    yield from (
        "",
        "| from | command | to | who | attested | reason | on the page |",
        "|---|---|---|---|---|---|---|",
    )
    for move in table.moves:
        who = ", ".join(sorted(str(each) for each in move.by))
        yield (
            f"| `{move.from_state}` | `{move.command}` | `{move.to_state}` | {who} "
            f"| {_yes(move.attested)} | {_yes(move.needs_reason)} | {move.label} |"
        )
    yield ""


def _yes(told: bool) -> str:
    return "yes" if told else ""


def _start() -> None:
    """Django, with nothing of the surroundings: the tables need no data."""
    os.environ["EGENKRAFT_PROFILE"] = "test"
    os.environ.setdefault("EGENKRAFT_DATA_DIR", tempfile.mkdtemp())
    os.environ["DJANGO_SETTINGS_MODULE"] = "egenkraft.config.settings"
    import django
    from django.utils import translation

    django.setup()
    translation.activate("sv")


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    _start()
    text = page()
    if arguments.check:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print(
            f"{PAGE} is as the tables"
            if same
            else f"{PAGE} differs from the tables: run scripts/transitions.py"
        )
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE}: {text.count('```mermaid')} tables")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
