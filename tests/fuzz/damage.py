"""Exports and a random number generator go in; the same exports, damaged in one of many ways, come out as bytes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

SIGNS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b";",
    b"\t",
    b"|",
    b"'",
    b"\\",
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xe2\x80\xa8",
    b"=",
    b"<",
]
SIGNS += [
    b'""',
    b'","',
    b"\r\n",
    b"<a href=",
    b"1e999",
    b"-0",
    b"9" * 400,
    b"\xed\xa0\x80",
    b'{"',
    b"}",
    b"[[",
    b"\\ud800",
]
PLACES = [b"A1", b"XFD1048576", b"ZZZ99999999", b"A0", b"1", b"", b"A1:XFD1048576", b"B2:A1"]
NUMBERS = [
    b"0",
    b"-1",
    b"1",
    b"4294967295",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"2958466",
    b"0.5",
]
ATTRIBUTES = re.compile(rb'\b(r|ref|s|t|count|uniqueCount|numFmtId|[a-z]+:[a-z-]+)="[^"]*"')
TAGS = re.compile(rb"<[^<>]{1,200}>")


def flipped(chance: random.Random, whole: bytes, _: bytes) -> bytes:
    """Some bits the other way round."""
    content = bytearray(whole)
    for _time in range(chance.choice([1, 1, 3, 20])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut_off(chance: random.Random, whole: bytes, _: bytes) -> bytes:
    """The end, or the beginning, missing."""
    at = chance.randrange(len(whole))
    return whole[:at] if chance.random() < 0.8 else whole[at:]


def put_in(chance: random.Random, whole: bytes, _: bytes) -> bytes:
    """Quotes, delimiters, line ends, NULs and the like where none belong, at times many of one."""
    for _time in range(chance.choice([1, 1, 2, 8])):
        at = chance.randrange(len(whole) + 1)
        whole = whole[:at] + chance.choice(SIGNS) * chance.choice([1, 1, 1, 2, 3_000]) + whole[at:]
    return whole


def taken_out(chance: random.Random, whole: bytes, _: bytes) -> bytes:
    """A stretch missing."""
    at = chance.randrange(len(whole))
    return whole[:at] + whole[at + chance.choice([1, 2, 10, 200]) :]


def repeated(chance: random.Random, whole: bytes, _: bytes) -> bytes:
    """A stretch many times over."""
    at = chance.randrange(len(whole))
    stretch = whole[at : at + chance.choice([1, 5, 50, 500])]
    return whole[:at] + stretch * chance.choice([2, 5, 200]) + whole[at:]


def spliced(chance: random.Random, whole: bytes, other: bytes) -> bytes:
    """The beginning of one export and the end of another, or one within the other."""
    at, from_ = chance.randrange(len(whole)), chance.randrange(len(other))
    end = whole[at:] if chance.random() < 0.5 else b""
    return whole[:at] + other[from_ : from_ + chance.choice([20, 500, 1 << 20])] + end


def misspelt(chance: random.Random, whole: bytes, _: bytes) -> bytes:
    """XML with other values in its attributes, and tags doubled, taken out or left open."""
    for _time in range(chance.choice([1, 2, 6])):
        found = list((ATTRIBUTES if chance.random() < 0.6 else TAGS).finditer(whole))
        if not found:
            return flipped(chance, whole or b" ", b"")
        match = chance.choice(found)
        name = match.group(1) if match.re is ATTRIBUTES else None
        own = (
            name + b'="' + chance.choice(PLACES + NUMBERS) + b'"' if name else match.group() * chance.choice([0, 2, 50])
        )
        whole = whole[: match.start()] + own + whole[match.end() :]
    return whole


Way = Callable[[random.Random, bytes, bytes], bytes]
WAYS: list[Way] = [flipped, cut_off, put_in, taken_out, repeated, spliced]


def damaged(chance: random.Random, whole: bytes, other: bytes) -> bytes:
    """The export with one to four kinds of damage done to it; a workbook's parts are at times damaged within."""
    if zipfile.is_zipfile(io.BytesIO(whole)) and chance.random() < 0.75:
        return repacked(chance, whole, other)
    for _ in range(chance.choice([1, 1, 2, 4])):
        whole = chance.choice(WAYS)(chance, whole or b" ", other or b" ")
    return whole


def repacked(chance: random.Random, whole: bytes, other: bytes) -> bytes:
    """A workbook packed again with parts of it damaged, missing, exchanged or renamed, so that it opens."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice([1, 1, 2])):
        name, second = (chance.choice(sorted(parts)) for _side in range(2))
        way = chance.random()
        if way < 0.5:
            parts[name] = misspelt(chance, parts[name], other)
        elif way < 0.8:
            parts[name] = chance.choice(WAYS)(chance, parts[name] or b" ", other or b" ")
        elif way < 0.88 and len(parts) > 1:
            del parts[name]
        elif way < 0.96:
            parts[name], parts[second] = parts[second], parts[name]
        else:
            parts[name + chance.choice(["x", "/", "\\", " "])] = parts.pop(name)
    return packed(chance, parts)


def packed(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    """The parts as an archive, stored or compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
