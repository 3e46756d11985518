"""Bookkeeping file: SIE 4 with vouchers (type 4I), code page 437, exact amounts.

A voucher that does not balance is refused both ways. Text outside code page 437 is written with its
nearest letter (ş → s) or "?": see `printable`. Labels this module does not know are skipped when read,
as the format asks of every reader.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from egenkraft.formats.amounts import ore_from_text, text_from_ore
from egenkraft.formats.errors import FormatError

MAX_BYTES = 50_000_000
_ACCOUNT = re.compile(r"\d{4,10}\Z", re.ASCII)
_DAY = re.compile(r"\d{8}\Z", re.ASCII)
_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\{(?:"(?:[^"\\]|\\.)*"|[^{}"])*\})|([^\s"{}]+))')


@dataclass(frozen=True)
class Account:
    """An account of the chart: at least four digits."""

    number: str
    name: str

    def __post_init__(self) -> None:
        _check_account(self.number)


@dataclass(frozen=True)
class Dimension:
    """A dimension (1 cost centre, 6 project …) and its objects (code, name)."""

    number: int
    name: str
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """Debit positive, credit negative, in öre. `objects`: (dimension, code)."""

    account: str
    amount_ore: int
    objects: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        _check_account(self.account)


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """A voucher. Its lines sum to 0: raises FormatError otherwise."""

    series: str
    number: str
    day: date
    text: str
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise FormatError(f"#VER {self.series} {self.number}", "has fewer than two lines", "two or more")
        rest = sum(line.amount_ore for line in self.lines)
        if rest:
            problem = f"does not balance, debit minus credit is {text_from_ore(rest)}"
            raise FormatError(f"#VER {self.series} {self.number}", problem, "0.00")


@dataclass(frozen=True, kw_only=True)
class SieFile:
    """Every account and dimension used in a voucher is declared. `fiscal_year` both days included."""

    program: tuple[str, str]
    generated_on: date
    organisation_number: str
    company: str
    fiscal_year: tuple[date, date]
    accounts: tuple[Account, ...]
    dimensions: tuple[Dimension, ...] = ()
    vouchers: tuple[Voucher, ...] = ()

    def __post_init__(self) -> None:
        declared = {account.number for account in self.accounts}
        dimensions = {dimension.number for dimension in self.dimensions}
        for voucher in self.vouchers:
            for line in voucher.lines:
                if line.account not in declared:
                    raise FormatError(f"#TRANS {line.account}", "is an undeclared account", "one with #KONTO")
                if not {number for number, _ in line.objects} <= dimensions:
                    raise FormatError(
                        f"#TRANS {line.account}", "has an undeclared dimension", "one with #DIM"
                    )


def _check_account(number: str) -> None:
    if not _ACCOUNT.match(number):
        raise FormatError("account", "is not an account number", "4–10 digits")


def printable(text: str) -> str:
    """Text as code page 437 can carry it: nearest letter, else "?"; control characters become spaces."""
    return "".join(_nearest(letter) for letter in unicodedata.normalize("NFC", text))


def _nearest(letter: str) -> str:
    if unicodedata.category(letter).startswith("C"):
        return " "
    for candidate in (letter, unicodedata.normalize("NFKD", letter)[:1]):
        try:
            candidate.encode("cp437")
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def _quoted(text: str) -> str:
    return '"' + printable(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def encode(file: SieFile) -> bytes:
    """The file's bytes, lines ended by CR LF. The same dataclass gives the same bytes."""
    lines = [
        "#FLAGGA 0",
        f"#PROGRAM {_quoted(file.program[0])} {_quoted(file.program[1])}",
        "#FORMAT PC8",
        f"#GEN {_day(file.generated_on)}",
        "#SIETYP 4",
        f"#ORGNR {_quoted(file.organisation_number)}",
        f"#FNAMN {_quoted(file.company)}",
        f"#RAR 0 {_day(file.fiscal_year[0])} {_day(file.fiscal_year[1])}",
    ]
    lines += [f"#KONTO {account.number} {_quoted(account.name)}" for account in file.accounts]
    for dimension in file.dimensions:
        lines.append(f"#DIM {dimension.number} {_quoted(dimension.name)}")
        lines += [
            f"#OBJEKT {dimension.number} {_quoted(code)} {_quoted(name)}" for code, name in dimension.objects
        ]
    for voucher in file.vouchers:
        lines += _voucher_lines(voucher)
    return "".join(line + "\r\n" for line in lines).encode("cp437")


def _voucher_lines(voucher: Voucher) -> Iterator[str]:
    heading = (_quoted(voucher.series), _quoted(voucher.number), _day(voucher.day), _quoted(voucher.text))
    yield "#VER " + " ".join(heading)
    yield "{"
    for line in voucher.lines:
        objects = " ".join(f"{number} {_quoted(code)}" for number, code in line.objects)
        yield f"#TRANS {line.account} {{{objects}}} {text_from_ore(line.amount_ore)}"
    yield "}"


def decode(data: bytes) -> SieFile:
    """Bytes → file. Raises FormatError: not SIE 4, malformed line, unbalanced voucher."""
    if len(data) > MAX_BYTES:
        raise FormatError("SIE", "is too big", f"at most {MAX_BYTES} bytes")
    reader = _Reader()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", data.decode("cp437")), start=1):
        try:
            reader.line(line.strip())
        except (IndexError, ValueError) as error:
            problem = error.problem if isinstance(error, FormatError) else "is malformed"
            where = error.where if isinstance(error, FormatError) else "SIE"
            raise FormatError(f"{where} (line {number})", problem, "SIE 4") from None
    return reader.file()


def _fields(line: str) -> list[str]:
    """A line → label and fields; a group in braces stays one field with its braces."""
    fields, place = [], 0
    while place < len(line):
        match = _TOKEN.match(line, place)
        if match is None:
            raise FormatError("SIE", "has a malformed line", "fields, texts in quotes, groups in braces")
        quoted, group, plain = match.groups()
        fields.append(re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else group or plain)
        place = match.end()
    return fields


def _read_day(text: str) -> date:
    if not _DAY.match(text):
        raise FormatError("SIE", "has a malformed date", "YYYYMMDD")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


class _Reader:
    """Collects the labels of a file line by line."""

    def __init__(self) -> None:
        self.single: dict[str, list[str]] = {}
        self.accounts: list[Account] = []
        self.dimensions: dict[int, tuple[str, list[tuple[str, str]]]] = {}
        self.vouchers: list[Voucher] = []
        self.heading: list[str] | None = None
        self.lines: list[Line] = []
        self.inside = False

    def line(self, line: str) -> None:
        if not line:
            return
        if line == "{":
            if self.heading is None or self.inside:
                raise FormatError("SIE", "opens a group without voucher", "#VER before {")
            self.inside = True
        elif line == "}":
            self._close()
        else:
            label, *fields = _fields(line)
            self._label(label.upper(), fields)

    def _label(self, label: str, fields: list[str]) -> None:
        if label == "#TRANS":
            if not self.inside:
                raise FormatError("#TRANS", "stands outside a voucher", "inside { }")
            self.lines.append(Line(fields[0], ore_from_text(fields[2], "#TRANS"), _objects(fields[1])))
        elif label == "#VER":
            if self.heading is not None:
                raise FormatError("#VER", "begins inside another voucher", "} before it")
            self.heading = fields
        elif label == "#KONTO":
            self.accounts.append(Account(fields[0], fields[1]))
        elif label == "#DIM":
            objects = self.dimensions.get(int(fields[0]), ("", []))[1]
            self.dimensions[int(fields[0])] = (fields[1], objects)
        elif label == "#OBJEKT":
            # Objects of the format's reserved dimensions may come without a #DIM of their own.
            self.dimensions.setdefault(int(fields[0]), ("", []))[1].append((fields[1], fields[2]))
        elif label in {"#PROGRAM", "#GEN", "#SIETYP", "#ORGNR", "#FNAMN", "#FORMAT"} or (
            label == "#RAR" and fields[:1] == ["0"]
        ):
            self.single[label] = fields

    def _close(self) -> None:
        if self.heading is None or not self.inside:
            raise FormatError("SIE", "closes a group that is not open", "{ before }")
        series, number, day, *rest = self.heading
        self.vouchers.append(
            Voucher(
                series=series,
                number=number,
                day=_read_day(day),
                text=rest[0] if rest else "",
                lines=tuple(self.lines),
            )
        )
        self.heading, self.lines, self.inside = None, [], False

    def file(self) -> SieFile:
        if self.heading is not None:
            raise FormatError("SIE", "ends inside a voucher", "}")
        if self.single.get("#SIETYP") != ["4"] or self.single.get("#FORMAT") != ["PC8"]:
            raise FormatError("SIE", "is another type", "#SIETYP 4 and #FORMAT PC8")
        try:
            program, year = self.single["#PROGRAM"], self.single["#RAR"]
            return SieFile(
                program=(program[0], program[1]),
                generated_on=_read_day(self.single["#GEN"][0]),
                organisation_number=self.single["#ORGNR"][0],
                company=self.single["#FNAMN"][0],
                fiscal_year=(_read_day(year[1]), _read_day(year[2])),
                accounts=tuple(self.accounts),
                dimensions=tuple(
                    Dimension(n, name, tuple(objs)) for n, (name, objs) in self.dimensions.items()
                ),
                vouchers=tuple(self.vouchers),
            )
        except (KeyError, IndexError):
            raise FormatError("SIE", "lacks a required label", "#PROGRAM #GEN #ORGNR #FNAMN #RAR") from None


def _objects(group: str) -> tuple[tuple[int, str], ...]:
    if not group.startswith("{"):
        raise FormatError("#TRANS", "lacks its list of objects", "{} or {dimension object …}")
    fields = _fields(group[1:-1])
    if len(fields) % 2:
        raise FormatError("#TRANS", "has a malformed list of objects", "pairs of dimension and object")
    return tuple((int(fields[i]), fields[i + 1]) for i in range(0, len(fields), 2))
