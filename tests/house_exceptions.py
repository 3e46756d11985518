"""What `test_house.py` lets pass, each with its reason. The lists may only shrink."""

RATCHET_FILES: dict[str, tuple[int, str]] = {}
RATCHET_FUNCTIONS: dict[str, tuple[int, str]] = {}
INNER_DOORS: dict[tuple[str, str], str] = {}
COMMANDS_WITHOUT_JSON: dict[str, str] = {
    "serve": "runs until it is stopped",
    "worker": "runs until it is stopped",
    "manage": "hands its arguments on to Django",
    "staff-code": "prints one code",
}
ACTORLESS: dict[str, str] = {}
