"""What a caller gave goes in; arrays that estimators can rely on, or a ValueError naming the argument, come out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def upper_tail(level: float) -> float:
    """The probability below the upper limit of a two-sided interval: .975 for .95. Raises ValueError outside 0-1."""
    if not 0 < level < 1:
        raise ValueError("level: must lie between 0 and 1")
    return (1 + level) / 2


def finite(name: str, given: Any, dimensions: int | None = 1) -> np.ndarray:
    """The numbers as an array of floats, none of them missing or infinite; `dimensions` None allows any shape."""
    try:
        array = np.asarray(given)
        numbers = array.astype(float) if array.dtype.kind in "biufO" else np.full(array.shape, np.nan)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: must be numbers, none of them missing") from error
    if not np.isfinite(numbers).all() or dimensions not in (None, numbers.ndim):
        raise ValueError(f"{name}: must be numbers, none of them missing or infinite{_shape(dimensions)}")
    return numbers


def _shape(dimensions: int | None) -> str:
    return {1: ", in one row", 2: ", in rows and columns"}.get(dimensions or 0, "")


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
    column = pd.Series(given) if np.ndim(given) == 1 else pd.Series(dtype=object)
    codes, known = pd.factorize(column)
    if len(codes) != size or (codes < 0).any():
        raise ValueError(f"{name}: must be one label for each of the {size} entries, none of them missing")
    return codes.astype(np.int64), np.asarray(known, dtype=object)
