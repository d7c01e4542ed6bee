"""Marked texts, and a search for them in whatever disguise bytes can wear."""

import base64
import html
import json
import random
import string
import urllib.parse
from dataclasses import dataclass

# Between the halves of a text: signs that every way of writing a text writes in its own way.
MIDDLE = " é&\"<"


def marked(name: str, chance: random.Random, plain: bool = False) -> str:
    """A text that stands nowhere else: letters, signs that are written in many ways, and letters again."""
    def half() -> str:
        return "q" + "".join(chance.choices(string.ascii_lowercase, k=13)) + "x"

    del name
    return half() if plain else half() + MIDDLE + half()


def disguises(text: str) -> dict[bytes, str]:
    """Every form in which a text is looked for, with the form's name."""
    found: dict[bytes, str] = {}
    pieces = [piece for piece in (text.split(MIDDLE) if MIDDLE in text else [text]) if piece]
    for piece in pieces:
        for word in {piece, piece.upper(), piece.capitalize()}:
            found[word.encode()] = "UTF-8"
            found[word.encode("utf-16-le")] = "UTF-16LE"
            found[word.encode("utf-16-be")] = "UTF-16BE"
            found[word.encode().hex().encode()] = "hex"
            found[word.encode().hex().upper().encode()] = "HEX"
            for encode in (base64.standard_b64encode, base64.urlsafe_b64encode):
                for coding in ("utf-8", "utf-16-le"):
                    found |= {core: f"base64 of {coding}" for core in base64_cores(word.encode(coding), encode)}
            found["".join(f"%{byte:02X}" for byte in word.encode()).encode()] = "URL, every byte"
            found["".join(f"%{byte:02x}" for byte in word.encode()).encode()] = "URL, every byte"
            found["".join(f"\\u{ord(sign):04x}" for sign in word).encode()] = "JSON, every sign"
            found["".join(f"&#{ord(sign)};" for sign in word).encode()] = "HTML, every sign"
            found[word[::-1].encode()] = "backwards"
    # Whole texts, as the usual writers write them. The halves find these too: it is named what was found.
    for whole, name in (
        (urllib.parse.quote(text), "URL"), (urllib.parse.quote_plus(text), "form"),
        (json.dumps(text)[1:-1], "JSON"), (html.escape(text), "HTML"),
    ):
        found.setdefault(whole.encode(), name)
    return found


def base64_cores(content: bytes, encode) -> set[bytes]:
    """What base64 makes of some bytes wherever they begin: only the signs that their neighbours do not change."""
    cores = set()
    for before in range(3):
        text = encode(b"\0" * before + content)
        first = (before * 8 + 5) // 6
        last = (before + len(content)) * 8 // 6
        cores.add(text[first:last])
    return {core for core in cores if len(core) >= 12}


@dataclass(frozen=True)
class Sighting:
    """A marked text where it was found."""

    name: str
    form: str
    place: str

    def __str__(self) -> str:
        return f"{self.name} in {self.place}, as {self.form}"


class Searcher:
    """Looks for named texts in all their forms."""

    def __init__(self, texts: dict[str, str]):
        self.needles = [
            (needle, name, form) for name, text in texts.items() for needle, form in disguises(text).items()]

    def search(self, content: bytes, place: str) -> list[Sighting]:
        return list(dict.fromkeys(
            Sighting(name, form, place) for needle, name, form in self.needles if needle in content))


def faults_of_searcher(chance: random.Random) -> list[str]:
    """What the searcher misses: each form of a text, hidden among random bytes, has to be found."""
    text = marked("control", chance)
    searcher = Searcher({"control": text})
    faults = []
    wearing = {
        "UTF-8": text.encode(), "UTF-16": text.encode("utf-16"), "UTF-16BE": text.encode("utf-16-be"),
        "hex": text.encode().hex().encode(), "HEX": text.encode().hex().upper().encode(),
        "URL": urllib.parse.quote(text).encode(), "form": urllib.parse.urlencode({"a": text}).encode(),
        "JSON": json.dumps({"a": text}).encode(), "HTML": html.escape(text).encode(),
        "upper": text.upper().encode(), "half": text.split(MIDDLE)[0].encode(),
    }
    for before in range(7):
        around = b"x" * before + text.encode() + b"y" * 5
        wearing[f"base64 after {before}"] = base64.b64encode(around)
        wearing[f"URL-safe base64 after {before}"] = base64.urlsafe_b64encode(around)
        wearing[f"base64 of UTF-16 after {before}"] = base64.b64encode(b"x" * before + text.encode("utf-16-le"))
    for form, content in wearing.items():
        if not searcher.search(chance.randbytes(500) + content + chance.randbytes(500), "control"):
            faults.append(f"the searcher does not find a text as {form}")
    if searcher.search(chance.randbytes(200_000) + marked("other", chance).encode(), "control"):
        faults.append("the searcher finds a text that is not there")
    return faults
