"""Files looked at by content."""

import io
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pi_heif
import pikepdf
import pytest
from PIL import Image

from egenkraft.casework import file_check
from egenkraft.casework.api import FileKind, FileLimits, FileProblem
from egenkraft.casework.file_check import FileRefusedError, clamd_scanner, cleaned, kind_of
from egenkraft.casework.tests import files

LIMITS = FileLimits(kinds=frozenset(FileKind), max_bytes=1_000_000, max_files=3)


def problem(content: bytes, limits: FileLimits = LIMITS) -> FileProblem:
    with pytest.raises(FileRefusedError) as error:
        cleaned(content, limits)
    return error.value.problem


@pytest.mark.parametrize(
    ("make", "kind", "mime"),
    [
        (files.jpeg, FileKind.JPEG, "image/jpeg"),
        (files.png, FileKind.PNG, "image/png"),
        (files.pdf, FileKind.PDF, "application/pdf"),
    ],
)
def test_good_files_come_out_clean(make: Callable[[], bytes], kind: FileKind, mime: str) -> None:
    assert kind_of(make()) is kind
    clean = cleaned(make(), LIMITS)
    assert clean.mime == mime
    assert kind_of(clean.content) is kind
    assert cleaned(make(), LIMITS) == clean


def test_heic_becomes_jpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Image.new("RGB", (30, 20), (9, 9, 9))
    head = b"\x00\x00\x00\x18ftypheic" + bytes(8)

    class Opened:
        size = (30, 20)

        def to_pillow(self) -> Image.Image:
            return picture

    monkeypatch.setattr(pi_heif, "open_heif", lambda _content: Opened())
    assert kind_of(head) is FileKind.HEIC
    clean = cleaned(head, LIMITS)
    assert clean.mime == "image/jpeg"
    assert Image.open(io.BytesIO(clean.content)).size == (30, 20)


def test_a_broken_heic_is_refused_by_the_real_reader() -> None:
    assert problem(b"\x00\x00\x00\x18ftypheic" + bytes(40)) is FileProblem.BROKEN


def test_the_place_and_the_words_of_a_photo_are_left_behind_and_it_stands_upright() -> None:
    content = files.jpeg_with_place()
    assert b"Storgatan" in content
    picture = Image.open(io.BytesIO(cleaned(content, LIMITS).content))
    assert dict(picture.getexif()) == {}
    assert picture.size == (30, 40)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"MZ\x90\x00", FileProblem.KIND_NOT_ALLOWED),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", FileProblem.KIND_NOT_ALLOWED),
        (b"PK\x03\x04 document.docx", FileProblem.KIND_NOT_ALLOWED),
        (b"GIF89a", FileProblem.KIND_NOT_ALLOWED),
        (b"%PDF-1.7 and then nothing", FileProblem.BROKEN),
        (b"\xff\xd8\xff\xe0 not a picture", FileProblem.BROKEN),
        (files.png()[:40], FileProblem.BROKEN),
        (files.pdf_with_script(), FileProblem.ACTIVE_CONTENT),
        (files.pdf_that_launches(), FileProblem.ACTIVE_CONTENT),
        (files.pdf_with_file(), FileProblem.ACTIVE_CONTENT),
        (files.pdf(encryption=pikepdf.Encryption(user="hemligt", owner="x")), FileProblem.ENCRYPTED),
        (files.pdf(pages=501), FileProblem.TOO_MANY_PAGES),
    ],
    ids=["exe", "svg", "docx", "gif", "pdf", "jpeg", "png", "script", "launch", "file", "locked", "pages"],
)
def test_bad_files_are_refused_by_name(content: bytes, expected: FileProblem) -> None:
    assert problem(content) is expected


def test_a_script_with_a_picture_in_front_does_not_survive() -> None:
    both = files.jpeg() + b"<script>alert(1)</script>"
    assert b"<script>" not in cleaned(both, LIMITS).content


def test_a_statement_locked_against_changes_only_is_opened() -> None:
    clean = cleaned(files.pdf(encryption=pikepdf.Encryption(user="", owner="bank")), LIMITS)
    with pikepdf.open(io.BytesIO(clean.content)) as document:
        assert not document.is_encrypted


def test_a_picture_of_too_many_points_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_check, "MAX_PIXELS", 100)
    assert problem(files.jpeg()) is FileProblem.TOO_LARGE_PICTURE


def test_only_the_kinds_the_municipality_takes() -> None:
    assert (
        problem(files.png(), FileLimits(frozenset({FileKind.PDF}), 1000, 1)) is FileProblem.KIND_NOT_ALLOWED
    )


@pytest.mark.parametrize(
    ("answer", "found"),
    [(b"stream: OK\0", None), (b"stream: Eicar-Test FOUND\0", "Eicar-Test"), (b"", OSError)],
)
def test_clamd_is_asked_and_its_answer_read(tmp_path: Path, answer: bytes, found: object) -> None:
    path = tmp_path / "clamd"
    got: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen(1)
        thread = threading.Thread(target=_answer, args=(server, answer, got))
        thread.start()
        scan = clamd_scanner(path, timeout_seconds=5)
        if found is OSError:
            with pytest.raises(OSError, match="did not answer"):
                scan(b"content")
        else:
            assert scan(b"content") == found
        thread.join()
    assert b"".join(got) == b"zINSTREAM\0" + (7).to_bytes(4, "big") + b"content" + bytes(4)


def _answer(server: socket.socket, answer: bytes, got: list[bytes]) -> None:
    connection, _address = server.accept()
    with connection:
        while not b"".join(got).endswith(bytes(4)):
            got.append(connection.recv(1000))
        connection.sendall(answer)


def test_what_the_scanner_finds_is_not_taken() -> None:
    with pytest.raises(FileRefusedError) as error:
        cleaned(files.jpeg(), LIMITS, lambda _content: "Eicar-Test")
    assert error.value.problem is FileProblem.INFECTED
