"""A key file goes in, or nothing; the key by which a report draws its pseudonyms comes out."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from interview_analytics.errors import ExportError

SECRET = re.compile(r"[0-9a-f]{64}")
OTHERS = stat.S_IRWXG | stat.S_IRWXO
ASK = "Make one with: interview-analytics key FILE"


@dataclass(frozen=True, repr=False)
class Key:
    """A secret from which pseudonyms are drawn, by HMAC-SHA-256: without it nobody can try names until one fits."""

    secret: bytes
    linkable: bool  # whether another report can use the same one

    def pseudonym(self, purpose: str, name: str) -> str:
        """The same text for the same name and purpose, as long as the key is the same; 64 hexadecimal digits."""
        return hmac.digest(self.secret, f"{purpose}\0{name}".encode(), "sha256").hex()

    @property
    def fingerprint(self) -> str:
        """What tells this key from others without giving it away."""
        return self.pseudonym("fingerprint", "")[:16]


# no secret: the sample is simulated, and its reports are to be the same on every machine
SAMPLE = Key(b"the sample is simulated, so that its key need not be a secret", linkable=True)


def drawn() -> Key:
    """A key that is used once and kept nowhere: no later report can name anybody alike."""
    return Key(secrets.token_bytes(32), linkable=False)


def key(file: str | Path, *, exports: str | Path | None = None) -> Key:
    """The key in a file that `interview-analytics key` made.

    Raises ExportError for a file that is no key, that others can read, or that lies in a repository or among the
    exports, from where it would go wherever these go.
    """
    place = Path(file)
    try:
        text = place.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise ExportError("There is no key here that can be read.", ASK, file=place.name) from None
    _refuse_place(place, exports)
    if not SECRET.fullmatch(text):
        raise ExportError("This is not a key.", ASK, file=place.name)
    if os.name == "posix" and place.stat().st_mode & OTHERS:
        raise ExportError("Other users of this computer can read the key.", "Run: chmod 600 FILE", file=place.name)
    return Key(bytes.fromhex(text), linkable=True)


def make_key(file: str | Path) -> Path:
    """Write a new key into a new file that nobody but its owner can read.

    Raises ExportError where a file stands there already, or where it would lie in a repository.
    """
    place = Path(file)
    _refuse_place(place, None)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ExportError(
            "A file stands there already; it was left as it is.", "Name another.", file=place.name
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(f"{secrets.token_hex(32)}\n")
    return place


def _refuse_place(place: Path, exports: str | Path | None) -> None:
    within = place.resolve().parents
    if any((folder / ".git").exists() for folder in within):
        remedy = "Keep the key outside of it, where only you can read it."
        raise ExportError("A key in a repository is no secret: it goes wherever the files go.", remedy, file=place.name)
    if exports is not None and Path(exports).is_dir() and Path(exports).resolve() in within:
        raise ExportError("The key lies among the exports.", "Keep it in another folder.", file=place.name)
