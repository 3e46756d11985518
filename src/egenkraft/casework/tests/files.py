"""Files made for the tests: pictures and PDFs, good and bad."""

import io

import pikepdf
from PIL import Image


def jpeg(size: tuple[int, int] = (40, 30), exif: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (120, 30, 60)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def jpeg_with_place() -> bytes:
    """A photo that says where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Storgatan 1, Björkstrand"
    exif.get_ifd(0x8825)[2] = (59.0, 20.0, 1.0)
    return jpeg(exif=exif.tobytes())


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (10, 200, 30, 128)).save(out, "PNG")
    return out.getvalue()


def pdf(pages: int = 1, encryption: pikepdf.Encryption | None = None, change: object = None) -> bytes:
    """A PDF; `change` is called with it before it is saved."""
    document = pikepdf.new()
    for _number in range(pages):
        document.add_blank_page()
    if callable(change):
        change(document)
    out = io.BytesIO()
    document.save(out, encryption=encryption or False)
    return out.getvalue()


def pdf_with_script() -> bytes:
    def add(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    return pdf(change=add)


def pdf_that_launches() -> bytes:
    def add(document: pikepdf.Pdf) -> None:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="program"),
        )
        document.pages[0].Annots = pikepdf.Array([link])

    return pdf(change=add)


def pdf_with_file() -> bytes:
    def add(document: pikepdf.Pdf) -> None:
        document.attachments["program.exe"] = b"MZ"

    return pdf(change=add)
