"""The page of the fake e-identification: one button per demo person and a field for any test number."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape

from egenkraft.simulation.partners.oidc import NumberProblem
from egenkraft.simulation.partners.register import RegisterPerson

_STYLE = """
:root { color-scheme: light; --ink: #1c1b1f; --line: #767676; --accent: #005595; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: #f4f4f2; }
main { max-inline-size: 44rem; margin-inline: auto; padding: 1rem 1.25rem 3rem; background: #fff; }
.fake { margin: 0 0 1rem; padding: .75rem 1rem; background: #fff3c4; border-inline-start: .4rem solid #8a6100; }
h1 { font-size: 1.6rem; margin: 1rem 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
ul { list-style: none; padding: 0; margin: 0; } li { border-block-start: 1px solid #d0d0cc; padding: .75rem 0; }
li form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
li p { margin: 0; flex: 1 1 16rem; min-inline-size: 0; } .note { color: #4a4a4a; display: block; }
button { font: inherit; padding: .6rem 1.1rem; min-block-size: 2.75rem; border-radius: .3rem;
  border: 2px solid var(--accent); background: var(--accent); color: #fff; cursor: pointer; }
button.second { background: #fff; color: var(--accent); }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #1c1b1f; outline-offset: 2px; }
label { display: block; font-weight: 600; } .hint { margin: 0 0 .35rem; color: #4a4a4a; }
input[type=text] { font: inherit; padding: .6rem; border: 2px solid var(--line); border-radius: .3rem;
  inline-size: 100%; max-inline-size: 16rem; box-sizing: border-box; margin-block-end: .75rem; }
.error { padding: .75rem 1rem; border: 2px solid #b3261e; margin: 1rem 0; }
"""

_digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_digest}'; base-uri 'none'; frame-ancestors 'none'"
)

_WORDS: Mapping[bool, Mapping[str, str]] = {
    False: {
        "lang": "sv",
        "title": "Låtsad e-legitimation",
        "fake": "Det här är en låtsad e-legitimation för demo och test. Ingen riktig person finns bakom numren.",
        "who": "Vem vill du vara?",
        "as": "Logga in som {name}",
        "other": "Någon annan",
        "number": "Personnummer eller samordningsnummer",
        "hint": "12 siffror. Bara testnummer, till exempel {example}.",
        "go": "Logga in",
        "cancel": "Avbryt",
        "switch": "In English",
        "none": "Inga personer finns i registret. Skriv ett testnummer nedan.",
        "wrong": "Inloggningen kan inte börja",
        NumberProblem.NOT_TWELVE_DIGITS: "Skriv numret med 12 siffror: ÅÅÅÅMMDDNNNN.",
        NumberProblem.NOT_A_TEST_NUMBER: "Bara testnummer går att använda här, aldrig riktiga personnummer.",
    },
    True: {
        "lang": "en",
        "title": "Fake e-identification",
        "fake": "This is a fake e-identification for demo and tests. No real person is behind the numbers.",
        "who": "Who do you want to be?",
        "as": "Sign in as {name}",
        "other": "Someone else",
        "number": "Personal number or coordination number",
        "hint": "12 digits. Test numbers only, for example {example}.",
        "go": "Sign in",
        "cancel": "Cancel",
        "switch": "På svenska",
        "none": "The register has no persons. Write a test number below.",
        "wrong": "The sign-in cannot begin",
        NumberProblem.NOT_TWELVE_DIGITS: "Write the number with 12 digits: YYYYMMDDNNNN.",
        NumberProblem.NOT_A_TEST_NUMBER: "Only test numbers can be used here, never real personal numbers.",
    },
}

EXAMPLE_NUMBER = "199003022387"


def _document(words: Mapping[str, str], heading: str, body: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="{words["lang"]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(heading)}</title><style>{_STYLE}</style></head><body><main>"
        f'<p class="fake">{escape(words["fake"])}</p><h1>{escape(heading)}</h1>{body}</main></body></html>\n'
    ).encode()


def _hidden(fields: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )


def choice_page(
    fields: Mapping[str, str],
    persons: Mapping[str, RegisterPerson],
    *,
    english: bool,
    problem: NumberProblem | None = None,
    typed: str = "",
) -> bytes:
    """The page to choose on. `fields` is the checked request; only persons with a note get a button."""
    words = _WORDS[english]
    hidden = _hidden(fields)
    rows = "".join(
        _row(hidden, number, person, words, person.note_en if english else person.note_sv)
        for number, person in persons.items()
        if person.note_sv
    )
    other_language = _hidden({**fields, "ui_locales": "sv" if english else "en"})
    described = (
        'aria-describedby="hint problem" aria-invalid="true"' if problem else 'aria-describedby="hint"'
    )
    error = f'<p class="error" id="problem" role="alert">{escape(words[problem])}</p>' if problem else ""
    body = (
        f'<form method="get" action="authorize">{other_language}'
        f'<button class="second" lang="{"sv" if english else "en"}">{escape(words["switch"])}</button></form>'
        f"<h2>{escape(words['who'])}</h2>"
        + (f"<ul>{rows}</ul>" if rows else f"<p>{escape(words['none'])}</p>")
        + f"<h2>{escape(words['other'])}</h2>{error}"
        f'<form method="post" action="approve">{hidden}<label for="number">{escape(words["number"])}</label>'
        f'<p class="hint" id="hint">{escape(words["hint"].format(example=EXAMPLE_NUMBER))}</p>'
        f'<input type="text" id="number" name="number" inputmode="numeric" autocomplete="off" value="{escape(typed)}" {described}>'
        f"<br><button>{escape(words['go'])}</button></form>"
        f'<form method="post" action="approve">{hidden}'
        f'<p><button class="second" name="cancel" value="1">{escape(words["cancel"])}</button></p></form>'
    )
    return _document(words, words["title"], body)


def _row(hidden: str, number: str, person: RegisterPerson, words: Mapping[str, str], note: str) -> str:
    label = escape(words["as"].format(name=person.name))
    return (
        f'<li><form method="post" action="approve">{hidden}'
        f'<p><strong>{escape(person.name)}</strong> {escape(number)}<span class="note">{escape(note)}</span></p>'
        f'<button name="number" value="{escape(number)}">{label}</button></form></li>'
    )


def problem_page(text: str) -> bytes:
    """A page for an error that must not go back to the relying party."""
    words = _WORDS[False]
    return _document(words, words["wrong"], f'<p class="error" role="alert">{escape(text)}</p>')


def codes_page(staff: Iterable[Mapping[str, str]], password: str) -> bytes:
    """Who of the staff can sign in and the one-time code each would have in a phone; rows have `StaffCode`'s fields."""
    rows = "".join(
        f"<li><p><strong>{escape(row['username'])}</strong> {escape(row['code'])}"
        f'<span class="note">{escape(row["name"])}, {escape(row["roles"])}</span></p></li>'
        for row in staff
    )
    body = (
        f"<p>Lösenordet är <strong>{escape(password)}</strong>. En kod gäller en halv minut och går att använda en gång.</p>"
        f'<p><a href="">Visa nya koder</a></p><ul>{rows}</ul>'
    )
    return _document(_WORDS[False], "Personalens engångskoder i demon", body)
