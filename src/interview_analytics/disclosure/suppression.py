"""A model goes in; which of its cells have to be hidden so that no small one can be worked out comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interview_analytics.disclosure.linked import Linked
from interview_analytics.disclosure.movement import DOWN, UP, Movement
from interview_analytics.disclosure.programme import Deadline, TimeUp
from interview_analytics.disclosure.proofs import Proofs
from interview_analytics.disclosure.reader import CLOSE, Reader


@dataclass(frozen=True, eq=False)
class Pattern:
    """Which cells are hidden, and which search was cut short."""

    hidden: np.ndarray
    unfinished: np.ndarray  # cells of groups for which the time did not suffice: all that can be is hidden there


def suppress(model: Linked, *, exact: bool = False, deadline: Deadline) -> Pattern:
    """The cheapest cells found that protect every small one; everything that can be hidden, where time did not suffice.

    The small cells are hidden first; then, for each that a reader could narrow down further than its target, the cells
    whose cheapest joint movement lets it reach the target; at last what turns out not to be needed is shown again.
    A target that no pattern reaches is cut back to what hiding everything would reach.
    Kelly, Golden and Assad (1992), Networks 22; Fischetti and Salazar (2001), Management Science 47.
    """
    hidden, unfinished = (model.small | ~model.published) & ~model.frozen, np.zeros(len(model), bool)
    groups = [cells for cells in model.parts() if model.small[cells].any() and model.published[cells].any()]
    concerned = np.isin(np.arange(len(model)), np.concatenate([*groups, np.array([], int)]))
    try:
        low, high = _targets(model, np.flatnonzero(model.small & hidden & concerned), exact, deadline)
        narrow = _narrow(model, hidden & concerned, (low, high), deadline)
    except TimeUp:
        return Pattern(hidden | concerned, concerned)
    for cells in groups:
        if not narrow[cells].any():
            continue  # hiding the small cells is enough
        search = Search(model.part(cells), hidden[cells], (low[cells], high[cells]), deadline)
        try:
            search.run()
        except TimeUp:
            search.hidden, unfinished[cells] = search.model.hideable, True
        hidden[cells] = search.hidden
    return Pattern(hidden, unfinished)


def _targets(model: Linked, small: np.ndarray, exact: bool, deadline: Deadline) -> tuple[np.ndarray, np.ndarray]:
    """What a reader must at least think possible of each cell, cut back to what hiding everything would reach."""
    low, high = model.target_low.copy(), model.target_high.copy()
    reader = Reader(model, model.hideable, deadline)
    least, most = reader.reach(small, low[small], high[small])
    if exact:  # one step away from the truth is far enough, upwards where there is room
        up = np.minimum(most, model.values[small] + 1)
        least, most = np.maximum(least, up - 1), up
    low[small], high[small] = np.ceil(least - CLOSE), np.floor(most + CLOSE)
    return low, high


def _narrow(
    model: Linked, hidden: np.ndarray, targets: tuple[np.ndarray, np.ndarray], deadline: Deadline
) -> np.ndarray:
    """The small cells that are perhaps not safe if nothing else is hidden: no table found shows that they are."""
    low, high = targets
    small, reader = np.flatnonzero(model.small & hidden), Reader(model, hidden, deadline)
    reader.stretch(small, low[small], high[small])
    found, place = np.zeros(len(model), bool), reader.place[small]
    found[small] = (reader.low[place] > low[small] + CLOSE) | (reader.high[place] < high[small] - CLOSE)
    return found


class Search:
    """The hidden cells of one group of related cells, while they are sought."""

    def __init__(
        self, model: Linked, hidden: np.ndarray, targets: tuple[np.ndarray, np.ndarray], deadline: Deadline
    ) -> None:
        self.model, self.deadline = model, deadline
        self.first, self.hidden = hidden.copy(), hidden.copy()
        self.small = np.flatnonzero(model.small & hidden)
        self.low, self.high = targets
        self.suspect = np.full(len(model), -1)  # for whose sake each further cell was hidden

    def run(self) -> None:
        """Hide what is needed, show again what is not."""
        self.reader = Reader(self.model, self.hidden, self.deadline, free=self.model.hideable)
        self.reader.stretch(self.small, self.low[self.small], self.high[self.small])
        narrow = self._narrow()
        if not len(narrow):
            return
        self.movement = Movement(self.model, self.hidden, self.deadline)
        for cell in narrow[np.argsort(-self.model.values[narrow], kind="stable")]:
            self._cover(int(cell), UP, self.high[cell])
            self._cover(int(cell), DOWN, self.low[cell])
        self._give_back()

    def _narrow(self) -> np.ndarray:
        """The small cells that no table found so far leaves enough doubt about."""
        low, high = (side[self.reader.place[self.small]] for side in (self.reader.low, self.reader.high))
        return self.small[(low > self.low[self.small] + CLOSE) | (high < self.high[self.small] - CLOSE)]

    def _cover(self, cell: int, direction: int, target: float) -> None:
        """Hide the cheapest cells that let this one reach its target."""
        place = self.reader.place[cell]
        short = target - self.reader.high[place] if direction == UP else self.reader.low[place] - target
        if short > CLOSE:
            moves = self.movement.cheapest(cell, direction, abs(target - self.model.values[cell]))
            self._hide(moves, cell)

    def _hide(self, moves: np.ndarray, suspect: int) -> None:
        """Hide the cells that move; the moved table is one that a reader has to think possible now."""
        new = np.flatnonzero((moves != 0) & ~self.hidden)
        self.hidden[new], self.suspect[new] = True, suspect
        self.movement.free(new)
        for cell in new:
            self.reader.hide(int(cell))
        self.reader.consider(self.reader.values + moves[self.reader.cells])
        narrow = self._narrow()
        if len(new) and len(narrow):
            self.reader.stretch(narrow, self.low[narrow], self.high[narrow], rounds=1)

    def _give_back(self) -> None:
        """Show each further cell again, the dearest first, unless a small one then misses what it had reached."""
        further = np.flatnonzero(self.hidden & ~self.first)
        if not len(further):
            return
        proofs = Proofs(self.reader, self.small, self.low, self.high)
        for cell in further[np.argsort(-self.model.cost[further], kind="stable")]:
            if proofs.hold_without(int(cell), int(self.suspect[cell])):
                self.hidden[cell] = False
