"""Numbers go in; identifiers in the shapes that case systems give out come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

_BASE62 = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
_CHECK = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", dtype=np.uint8)


def salesforce(prefix: str, numbers: np.ndarray) -> pd.Series:
    """The 18-character Salesforce identifiers of these numbers: 15 characters, and 3 that check the case of those.

    `prefix`: the first characters (an object's key prefix and an instance); `numbers`: whole numbers, 0 or more.
    The check characters: of each five characters, the capitals set the bits of one of A-Z0-5.
    """
    short = np.empty((len(numbers), 15), dtype=np.uint8)
    short[:, : len(prefix)] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    _write(short[:, len(prefix) :], np.asarray(numbers, dtype=np.int64), _BASE62)
    return _text(np.concatenate([short, _checked(short)], axis=1))


def short_instance(number: int) -> str:
    """The characters after an identifier's first three, which tell one system, and here one block, from another."""
    return "5e00" + bytes(_BASE62[[number // 62, number % 62]]).decode()


def numbered(prefix: str, numbers: np.ndarray, width: int) -> pd.Series:
    """Identifiers such as `ES-07`: a prefix and the number, filled with zeros to at least `width` digits."""
    numbers = np.asarray(numbers, dtype=np.int64)
    digits = max(width, len(str(numbers.max(initial=0))))
    characters = np.empty((len(numbers), len(prefix) + digits), dtype=np.uint8)
    characters[:, : len(prefix)] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    _write(characters[:, len(prefix) :], numbers, _BASE62[:10])
    return _text(characters)


def _write(characters: np.ndarray, numbers: np.ndarray, alphabet: np.ndarray) -> None:
    left = numbers.copy()
    for position in range(characters.shape[1] - 1, -1, -1):
        characters[:, position] = alphabet[left % len(alphabet)]
        left //= len(alphabet)


def _checked(short: np.ndarray) -> np.ndarray:
    capital = ((short >= ord("A")) & (short <= ord("Z"))).reshape(len(short), 3, 5)
    bits = np.zeros(capital.shape[:2], dtype=np.uint8)
    for position in range(5):
        bits |= capital[:, :, position].astype(np.uint8) << position
    return _CHECK[bits]


def _text(characters: np.ndarray) -> pd.Series:
    rows, width = characters.shape
    offsets = np.arange(rows + 1, dtype=np.int64) * width
    data = pa.py_buffer(np.ascontiguousarray(characters))
    return pa.LargeStringArray.from_buffers(rows, pa.py_buffer(offsets), data).to_pandas()
