"""Every installed package has a licence from the allow-list; exits 1 naming those that have not."""

import json
import re
import subprocess
import sys

ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Mozilla Public License|MPL[- ]2|LGPL|Lesser General Public"
    r"|OFL|Open Font License|0BSD|EUPL|HPND|CMU License|CNRI-Python|Zlib|Unlicense-free)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(r"(?<!Lesser )(?<!L)\b(AGPL|Affero|GPL|General Public License)\b", re.IGNORECASE)
# Packages whose metadata name no licence; each was read in its own LICENSE file.
READ_BY_HAND: dict[str, str] = {}


def main() -> int:
    """Print each package that is not allowed, and return how it went as an exit code."""
    found = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--format=json", "--from=all"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    wrong = []
    for package in json.loads(found):
        name = package["Name"]
        licence = " ; ".join(
            str(package.get(key, ""))
            for key in ("License-Metadata", "License-Classifier", "License", "License-Expression")
        )
        allowed = bool(ALLOWED.search(licence)) or name in READ_BY_HAND or name == "egenkraft"
        if not allowed or (
            REFUSED.search(re.sub(r"LGPL[^;]*|Lesser[^;]*", "", licence)) and not ALLOWED.search(licence)
        ):
            wrong.append(f"{name} {package['Version']}: {licence[:200]}")
    print("\n".join(wrong) or "every licence is on the allow-list")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
