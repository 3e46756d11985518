"""Papers as people hand them in: a small PDF, a photo, and a file that cannot be opened. All fictitious."""

import io
from functools import cache

from PIL import Image, ImageDraw


def file_for(paper: str, month: str, how: str) -> tuple[str, bytes]:
    """File name and content. `how`: pdf, photo or broken. Raises ValueError for another."""
    match how:
        case "pdf":
            return f"{paper} {month}.pdf", _pdf(f"Pahittat underlag: {paper} {month}")
        case "photo":
            return "IMG_2026.jpg", _photo(f"{paper} {month}")
        case "broken":
            return f"{paper}.pdf", b"%PDF-1.7\nhalva filen kom fram"
    raise ValueError(f"{how!r} is not pdf, photo or broken")


@cache
def _pdf(text: str) -> bytes:
    """One page with one line of text, written out by hand: objects, cross-reference table, trailer."""
    stream = f"BT /F1 14 Tf 60 760 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


@cache
def _photo(text: str) -> bytes:
    picture = Image.new("RGB", (480, 640), "#f4f1ea")
    ImageDraw.Draw(picture).text((40, 60), f"Påhittat underlag\n{text}", fill="#1c1b1f")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
