"""A fault in what the user gave us goes in; one readable sentence that says where and what to do comes out."""

from __future__ import annotations

LONGEST = 800


class ExportError(Exception):
    """A fault that the user can mend: what is wrong, where it stands, and what to do about it.

    Shown without a traceback by the command line. Shorter than 800 characters.
    """

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        file: str = "",
        line: int | None = None,
        column: str = "",
        value: str = "",
    ) -> None:
        self.problem, self.remedy = problem, remedy
        self.file, self.line, self.column, self.value = file, line, column, value
        super().__init__(_sentence(self))


def _sentence(error: ExportError) -> str:
    place = _place(error)
    said = f"{place}: {error.problem}" if place else error.problem
    return _shortened(f"{said} {error.remedy}".strip(), LONGEST - 1)


def _place(error: ExportError) -> str:
    parts = [error.file]
    if error.line is not None:
        parts.append(f"line {error.line}")
    if error.column:
        parts.append(f"column '{_shortened(error.column, 80)}'")
    if error.value:
        parts.append(f"value '{_shortened(error.value, 80)}'")
    return ", ".join(part for part in parts if part)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
