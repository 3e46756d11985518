"""Keep the English catalogue in step with the Swedish source texts.

``python scripts/translations.py`` adds new texts (untranslated) and drops those no longer used;
``--check`` changes nothing and exits 1 when a text lacks English, has other placeholders, or is no longer used.
No gettext binaries are needed: Babel reads Python, Django itself turns templates into something Babel can read.
"""

import argparse
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path("src/egenkraft")
CATALOGUE = SOURCE / "web/locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def messages() -> Iterator[tuple[str | tuple[str, ...], str | None, str, int]]:
    """Every text of the sources: (message or its plural forms, context, file, line)."""
    for path in sorted(SOURCE.rglob("*")):
        if "tests" in path.parts or "vendor" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Python's tokenizer, which Babel reads with, minds the indentation that templates do not have.
            text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
        stream = io.BytesIO(text.encode())
        for line, message, _comments, context in extract(
            "python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and message != ("",):
                yield message, context, str(path), line


def updated(old: Catalog) -> Catalog:
    """A catalogue with the texts of today and the translations of `old`."""
    new = Catalog(locale="en", project="Egenkraft", version="1", charset="utf-8", fuzzy=False)
    for message, context, path, _line in messages():
        known = old.get(message if isinstance(message, str) else message[0], context)
        new.add(message, known.string if known else None, locations=[(path, 0)], context=context)
    return new


def faults(old: Catalog, new: Catalog) -> list[str]:
    """What is wrong with the catalogue as it stands."""
    found = []
    for message in new:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if not all(strings):
            found.append(f"no English for: {ids[0]!r}")
        elif sorted(set(_PLACEHOLDER.findall(ids[-1]))) != sorted(set(_PLACEHOLDER.findall(strings[-1]))):
            found.append(f"other placeholders in the English of: {ids[0]!r}")
    today = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in new if m.id}
    for message in old:
        first = message.id if isinstance(message.id, str) else message.id[0]
        if first and (first, message.context) not in today:
            found.append(f"no longer used: {first!r}")
    return found


def main() -> int:
    """Write the catalogue, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    old = read_po(CATALOGUE.open("rb"), locale="en") if CATALOGUE.exists() else Catalog(locale="en")
    new = updated(old)
    if arguments.check:
        found = faults(old, new)
        print("\n".join(found) or f"{len(new)} texts, all in English too")
        return 1 if found else 0
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as stream:
        write_po(stream, new, width=110, omit_header=False, sort_output=True, include_lineno=False)
    missing = sum(1 for fault in faults(new, new) if fault.startswith("no English"))
    print(f"{len(new)} texts, {missing} without English, in {CATALOGUE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
