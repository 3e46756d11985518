"""A handed-in file looked at by its content, never by its name; the bytes that come out are safe to show.

Pictures are drawn anew, which leaves behind all that is not picture (place, hidden data); HEIC becomes
JPEG. A PDF is written anew and refused when it can run something.
"""

import io
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pi_heif
import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from egenkraft.casework.refusals import FileProblem
from egenkraft.casework.views import FileKind, FileLimits

MAX_PIXELS = 60_000_000
MAX_PAGES = 500
_JPEG_QUALITY = 88
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA", "/Launch"}
)
_ACTIVE_NAMES = frozenset({"/JavaScript", "/Launch", "/RichMedia", "/EmbeddedFile"})

# Bytes → the name of what was found, or None. Raises OSError when it cannot tell.
Scanner = Callable[[bytes], str | None]


class FileRefusedError(Exception):
    """The file is not taken, and why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class CleanFile:
    mime: str
    content: bytes


def kind_of(content: bytes) -> FileKind | None:
    """What the bytes say they are; None for anything else than the four kinds."""
    if b"%PDF-" in content[:1024]:
        return FileKind.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return FileKind.HEIC
    return None


def cleaned(content: bytes, limits: FileLimits, scan: Scanner | None = None) -> CleanFile:
    """The file without what it may not hold. Raises FileRefusedError."""
    kind = kind_of(content)
    if kind is None or kind not in limits.kinds:
        raise FileRefusedError(FileProblem.KIND_NOT_ALLOWED)
    if scan is not None and scan(content) is not None:
        raise FileRefusedError(FileProblem.INFECTED)
    return _pdf(content) if kind is FileKind.PDF else _picture(content, kind)


def _picture(content: bytes, kind: FileKind) -> CleanFile:
    try:
        picture: Any
        if kind is FileKind.HEIC:
            heif = pi_heif.open_heif(content)
            _refuse_large(heif.size)
            picture = heif.to_pillow()
        else:
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            _refuse_large(picture.size)
        picture = ImageOps.exif_transpose(picture)
        out = io.BytesIO()
        if kind is FileKind.PNG:
            drawn = Image.frombytes(*_plain(picture, ("RGB", "RGBA", "L")))
            drawn.save(out, "PNG")
        else:
            drawn = Image.frombytes(*_plain(picture, ("RGB", "L")))
            drawn.save(out, "JPEG", quality=_JPEG_QUALITY)
    except FileRefusedError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        raise FileRefusedError(FileProblem.BROKEN) from None
    return CleanFile("image/png" if kind is FileKind.PNG else "image/jpeg", out.getvalue())


def _refuse_large(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise FileRefusedError(FileProblem.TOO_LARGE_PICTURE)


def _plain(picture: Image.Image, modes: tuple[str, ...]) -> tuple[str, tuple[int, int], bytes]:
    """Mode, size and bare pixels: nothing else of the picture goes on."""
    if picture.mode not in modes:
        picture = picture.convert("RGBA" if "RGBA" in modes and "A" in picture.getbands() else "RGB")
    return picture.mode, picture.size, picture.tobytes()


def _pdf(content: bytes) -> CleanFile:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise FileRefusedError(FileProblem.TOO_MANY_PAGES)
            if any(_is_active(item) for item in pdf.objects) or _is_active(pdf.trailer):
                raise FileRefusedError(FileProblem.ACTIVE_CONTENT)
            out = io.BytesIO()
            # A bank's statement may be locked against changes only: that opens, and is saved open.
            pdf.save(out, encryption=False, deterministic_id=True)
    except pikepdf.PasswordError:
        raise FileRefusedError(FileProblem.ENCRYPTED) from None
    except (pikepdf.PdfError, ValueError, RecursionError, TypeError):
        raise FileRefusedError(FileProblem.BROKEN) from None
    return CleanFile("application/pdf", out.getvalue())


def _is_active(item: Any) -> bool:
    for inner in _walk(item):
        if isinstance(inner, pikepdf.Dictionary | pikepdf.Stream):
            if _ACTIVE_KEYS & set(inner.keys()):
                return True
            if any(str(inner.get(key, "")) in _ACTIVE_NAMES for key in ("/S", "/Type", "/Subtype")):
                return True
    return False


def _walk(item: Any) -> Iterator[Any]:
    """The object and what lies directly in it; what it points at is an object of the file and walked by itself."""
    waiting = [item]
    while waiting:
        here = waiting.pop()
        yield here
        inside: list[Any] = []
        if isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            inside = [here[key] for key in here.keys()]  # noqa: SIM118 (a mapping of the PDF library)
        elif isinstance(here, pikepdf.Array):
            inside = list(here)
        waiting += [
            inner
            for inner in inside
            if isinstance(inner, pikepdf.Dictionary | pikepdf.Array) and not inner.is_indirect
        ]


def clamd_scanner(path: Path, timeout_seconds: float = 30.0) -> Scanner:
    """A scanner that asks clamd at its Unix socket (INSTREAM)."""

    def scan(content: bytes) -> str | None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as clamd:
            clamd.settimeout(timeout_seconds)
            clamd.connect(str(path))
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), 65_536):
                chunk = content[start : start + 65_536]
                clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
            clamd.sendall(bytes(4))
            answer = clamd.makefile("rb").read().rstrip(b"\0").decode("ascii", "replace")
        if answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        if answer == "stream: OK":
            return None
        raise OSError("clamd did not answer the question")

    return scan
