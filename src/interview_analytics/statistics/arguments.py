"""What a caller gave goes in; arrays that estimators can rely on, or a ValueError naming the argument, come out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

LARGEST = 2.0**53  # whole numbers above it cannot be told apart as floats
SMALLEST = 1e-100  # of a divisor, so that neither its inverse nor the square of that overflows


def upper_tail(level: float) -> float:
    """The probability below the upper limit of a two-sided interval: .975 for .95. Raises ValueError outside 0-1."""
    given = number("level", level)
    if not 0 < given < 1:
        raise ValueError("level: must lie between 0 and 1")
    return (1 + given) / 2


def number(name: str, given: Any) -> float:
    """One number as a float, neither missing nor infinite; else ValueError names the argument."""
    try:
        return float(finite(name, given, 0))
    except ValueError as error:
        raise ValueError(f"{name}: must be a single number") from error


def finite(name: str, given: Any, dimensions: int | None = 1) -> np.ndarray:
    """The numbers as an array of floats, none missing, infinite or beyond 2^53; `dimensions` None allows any shape.

    Digits in quotes are not numbers: what was read as text has to be made numbers where its meaning is known.
    """
    try:
        array = np.asarray(given)
        if array.dtype.kind not in "biufO" or (array.dtype == object and _any_text(array)):
            raise TypeError("text, days or the like")
        numbers = array.astype(float)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name}: must be numbers, none of them missing") from error
    if not np.isfinite(numbers).all() or dimensions not in (None, numbers.ndim):
        raise ValueError(f"{name}: must be numbers, none of them missing or infinite{_shape(dimensions)}")
    if (np.abs(numbers) > LARGEST).any():
        raise ValueError(f"{name}: must be numbers up to {LARGEST:.0f}")
    return numbers


def _any_text(array: np.ndarray) -> bool:
    return any(isinstance(own, str | bytes) for own in array.flat)


def _shape(dimensions: int | None) -> str:
    return {1: ", in one row", 2: ", in rows and columns"}.get(-1 if dimensions is None else dimensions, "")


def counting(name: str, given: Any, least: int) -> int:
    """One whole number, `least` or more; else ValueError names the argument."""
    found = number(name, given)
    if found < least or found != int(found):
        raise ValueError(f"{name}: must be a whole number, at least {least}")
    return int(found)


def of_one_shape(**given: np.ndarray) -> list[np.ndarray]:
    """Arrays drawn out to one shape, single numbers among them; else ValueError names the last argument."""
    try:
        return list(np.broadcast_arrays(*given.values()))
    except ValueError as error:
        first, *_, last = given
        raise ValueError(f"{last}: must be a single number, or have the shape of {first}") from error


def positive(name: str, given: Any, dimensions: int | None = None) -> np.ndarray:
    """The numbers as an array of floats above 0 (and not so near to it that their inverse is no number)."""
    numbers = finite(name, given, dimensions)
    if not (numbers >= SMALLEST).all():
        raise ValueError(f"{name}: must be above 0")
    return numbers


def whole(name: str, numbers: ArrayLike) -> np.ndarray:
    """The numbers as an array of floats, each of them whole and not negative; else ValueError names the argument."""
    counts = finite(name, numbers, None)
    if not ((counts >= 0) & (counts == np.floor(counts))).all():
        raise ValueError(f"{name}: must be whole numbers, not negative")
    return counts


def truths(name: str, given: Any, size: int) -> np.ndarray:
    """The 0s and 1s (or truth values) as an array of bool, `size` of them."""
    numbers = paired(name, given, size)
    if not np.isin(numbers, (0, 1)).all():
        raise ValueError(f"{name}: must be 0 or 1")
    return numbers.astype(bool)


def paired(name: str, given: Any, size: int) -> np.ndarray:
    """The numbers as an array of floats, `size` of them."""
    numbers = finite(name, given)
    if len(numbers) != size:
        raise ValueError(f"{name}: must have {size} entries like the other arguments, has {len(numbers)}")
    return numbers


def labels(name: str, given: Any, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels of any kind, `size` of them, as positions and the list they point into, in order of appearance."""
    try:
        column = pd.Series(given) if np.ndim(given) == 1 else pd.Series(dtype=object)
        codes, known = pd.factorize(column)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: must be labels, in one row") from error
    if len(codes) != size or (codes < 0).any():
        raise ValueError(f"{name}: must be one label for each of the {size} entries, none of them missing")
    return codes.astype(np.int64), np.asarray(known, dtype=object)
