"""Every name in the code is English or stands in docs/glossary.md; a Swedish term without an explanation fails.

Add an English word on a line of its own in tests/english_words.txt, a Swedish one as a row of docs/glossary.md.
`python tests/test_glossary.py` prints the words that are in neither, each with a place where it stands.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCE = REPOSITORY / "src" / "egenkraft"
GLOSSARY = REPOSITORY / "docs" / "glossary.md"
ENGLISH = REPOSITORY / "tests" / "english_words.txt"

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ROW = re.compile(r"^\| *`([a-z0-9_]+)` *\|([^|]+)\|([^|]+)\|([^|]+)\|$", re.MULTILINE)


def words_of(identifier: str) -> list[str]:
    """`_housing_ceiling_ore` → housing, ceiling, ore; `CaseError` → case, error. Single letters say nothing."""
    return [word.lower() for word in _WORD.findall(identifier) if len(word) > 1]


def _names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        if isinstance(node, ast.ClassDef | ast.Module):
            yield from _fields(node)


def _fields(node: ast.ClassDef | ast.Module) -> Iterator[tuple[str, int]]:
    for statement in node.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        for target in targets:
            if isinstance(target, ast.Name):
                yield target.id, statement.lineno


def words_in_code() -> dict[str, str]:
    """Each word of a module, class, function, parameter, field or constant, with the first place it stands."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(REPOSITORY).as_posix()
        # Migrations are written by a tool; tests name what they test in sentences.
        if "/migrations/" in place or "/tests/" in place:
            continue
        for word in words_of(path.parent.name) + words_of(path.stem):
            found.setdefault(word, place)
        for name, line in _names(ast.parse(path.read_text(encoding="utf-8"))):
            for word in words_of(name):
                found.setdefault(word, f"{place}:{line} {name}")
    return found


def glossary_rows() -> list[tuple[str, str, str, str]]:
    """The rows of the glossary: term, Swedish, English explanation, where from."""
    return [
        (term, swedish.strip(), english.strip(), origin.strip())
        for term, swedish, english, origin in _ROW.findall(GLOSSARY.read_text(encoding="utf-8"))
    ]


def glossary_words() -> set[str]:
    """Every word of every term."""
    return {word for term, *_ in glossary_rows() for word in words_of(term)}


def english_words() -> list[str]:
    """The allow-list, one word per line."""
    return ENGLISH.read_text(encoding="utf-8").split()


def unexplained() -> dict[str, str]:
    """Words that are neither on the allow-list nor in the glossary."""
    known = set(english_words()) | glossary_words()
    return {word: place for word, place in words_in_code().items() if word not in known}


def test_every_word_is_english_or_explained() -> None:
    missing = [f"{word}  ({place})" for word, place in sorted(unexplained().items())]
    assert missing == [], (
        "add the English ones to tests/english_words.txt, the Swedish ones to docs/glossary.md"
    )


def test_names_are_split_into_words() -> None:
    assert words_of("_housing_ceiling_ore") == ["housing", "ceiling", "ore"]
    assert words_of("SSBTEKAnswer2For_bostadsbidrag") == ["ssbtek", "answer", "for", "bostadsbidrag"]
    code = "LIMIT_ORE = 1\nclass ArendeError:\n    handling: str\n    def oppna(self, hushall): ...\n"
    assert {name for name, _ in _names(ast.parse(code))} >= {
        "LIMIT_ORE", "ArendeError", "handling", "oppna", "hushall",
    }  # fmt: skip


def test_an_unexplained_word_would_be_found() -> None:
    assert words_in_code()["riksnorm"].startswith("src/egenkraft/")
    assert "riksnorm" in glossary_words()
    assert "riksnorm" not in english_words()


def test_the_glossary_explains_each_term_once_in_order() -> None:
    rows = glossary_rows()
    terms = [row[0] for row in rows]
    assert len(terms) > 50
    assert terms == sorted(set(terms))
    assert [row[0] for row in rows if not all(row)] == []
    table_lines = [
        line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    assert len(table_lines) == len(rows), (
        "a row does not have the form | `term` | Swedish | English | where from |"
    )


def test_the_allow_list_is_sorted_ascii_and_holds_no_term_of_the_glossary() -> None:
    words = english_words()
    assert words == sorted(set(words))
    assert [word for word in words if not re.fullmatch(r"[a-z]{2,}", word)] == []
    single_word_terms = {term for term, *_ in glossary_rows() if "_" not in term}
    assert sorted(set(words) & single_word_terms) == []


if __name__ == "__main__":
    import sys

    for unknown, where in sorted(unexplained().items()):
        sys.stdout.write(f"{unknown}\t{where}\n")
