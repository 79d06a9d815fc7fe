"""Hidden cells and what each small one must reach go in; whether all still do when one more cell is shown comes out."""

from __future__ import annotations

import numpy as np

from interview_analytics.disclosure.reader import CLOSE, HIGHEST, LOWEST, Reader

MOST_PROGRAMMES = 4000  # counted, not timed: a slower machine must hide the same cells


class Proofs:
    """Tables that a reader must think possible, and which small cell reaches its target in which of them."""

    def __init__(self, reader: Reader, small: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        self.reader, self.spent = reader, 0
        self.cell = np.concatenate([small, small])
        self.weight = np.repeat([HIGHEST, LOWEST], len(small))
        self.target = np.concatenate([high[small], low[small]])
        self.tables = [reader.values, *reader.tables]
        self.proves = [self._proved(table) for table in self.tables]
        self._prove(np.arange(len(self.tables)), None)

    def hold_without(self, cell: int, suspect: int | None = None) -> bool:
        """Whether every small cell still reaches its targets when this cell is shown; if so, it is shown from now on.

        The suspect is the small cell that is asked first.
        """
        if self.spent > MOST_PROGRAMMES:
            return False
        self.reader.show(cell)
        if self._prove(self._unmoved(cell), suspect):
            kept = self._unmoved(cell)
            self.tables, self.proves = [self.tables[i] for i in kept], [self.proves[i] for i in kept]
            return True
        self.reader.hide(cell)
        return False

    def _unmoved(self, cell: int) -> np.ndarray:
        """Which tables leave the cell as it is."""
        place = self.reader.place[cell]
        return np.flatnonzero(np.abs([table[place] - self.reader.values[place] for table in self.tables]) <= CLOSE)

    def _prove(self, usable: np.ndarray, suspect: int | None) -> bool:
        """Seek a table for each target that none of the usable ones proves; False at the first that has none."""
        open_ = ~np.logical_or.reduce([self.proves[i] for i in usable])
        first = [*np.flatnonzero(open_ & (self.cell == suspect)), None]
        while open_.any():
            task = first.pop(0) if first else int(np.argmax(open_))
            if task is None:
                open_ &= ~self._together(open_)
                continue
            proved = self._seek(self.cell[[task]], self.weight[task])
            if not proved[task]:
                return False
            open_ &= ~proved
        return True

    def _together(self, open_: np.ndarray) -> np.ndarray:
        """Which targets are proved when all open ones are sought at once."""
        proved = np.zeros(len(open_), bool)
        for weight in (HIGHEST, LOWEST):
            own = open_ & (self.weight == weight)
            if own.sum() > 1:
                proved |= self._seek(self.cell[own], weight)
        return proved

    def _seek(self, cells: np.ndarray, weight: float) -> np.ndarray:
        self.spent += 1
        table = self.reader.think(cells, weight)
        proved = self._proved(table)
        self.tables.append(table)
        self.proves.append(proved)
        return proved

    def _proved(self, table: np.ndarray) -> np.ndarray:
        reached = table[self.reader.place[self.cell]]
        return np.where(self.weight == HIGHEST, reached >= self.target - CLOSE, reached <= self.target + CLOSE)
