"""Figures and a folder go in; one SVG and one PNG of each, drawn by a browser of this machine, stand in it, or none."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import choreographer
import typst
from choreographer.errors import ChannelClosedError, DevtoolsProtocolError
from markupsafe import escape
from plotly.graph_objects import Figure
from plotly.offline import get_plotlyjs

FOLDER = "figures"
WIDTH = 760  # pixels: of the column of a report
SHARPNESS = 144  # dots to the inch of a PNG
PATIENCE = 120  # seconds for all pictures together; a browser that needs more is stuck
NOWHERE = "127.0.0.1:9"  # the port that discards everything: whatever the browser may ask for, it reaches nobody
FAMILIES = ("Liberation Sans", "Arial", "Helvetica", "Helvetica Neue", "Segoe UI", "Noto Sans", "DejaVu Sans")
LAST_RESORT = "Libertinus Serif"  # comes with typst
RASTER = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
FAILURES = (RuntimeError, OSError, TimeoutError, ChannelClosedError, DevtoolsProtocolError)


def write(figures: Mapping[str, Figure], folder: Path) -> bool:
    """Write the picture of each figure, as `figures/<name>.svg` and `.png`; False, and nothing, without a browser."""
    with ThreadPoolExecutor(1) as apart:  # a notebook has an event loop of its own
        try:
            drawings = apart.submit(asyncio.run, _drawings(list(figures.values()))).result()
        except FAILURES:
            return False
    (folder / FOLDER).mkdir()
    raster = typst.Compiler()
    for (name, figure), drawing in zip(figures.items(), drawings, strict=True):
        svg = _told(_renumbered(drawing), figure)
        vector(folder, name).write_text(svg, encoding="utf-8", newline="\n")
        png = raster.compile(RASTER, format="png", ppi=SHARPNESS, sys_inputs={"svg": svg})
        pixels(folder, name).write_bytes(png if isinstance(png, bytes) else b"")
    return True


def vector(folder: Path, name: str) -> Path:
    """Where the SVG of a table's chart stands, if there are pictures."""
    return folder / FOLDER / f"{name}.svg"


def pixels(folder: Path, name: str) -> Path:
    """Where the PNG of a table's chart stands, if there are pictures."""
    return folder / FOLDER / f"{name}.png"


def drawn(folder: Path) -> bool:
    """Whether the folder of a report has pictures."""
    return (folder / FOLDER).is_dir()


@cache
def fonts() -> list[str]:
    """The families in which documents and pictures are set, of those that this machine has, the first choice first."""
    known = set(typst.Fonts().families())
    return [*(family for family in FAMILIES if family in known), LAST_RESORT]


async def _drawings(figures: Sequence[Figure]) -> list[str]:
    async with asyncio.timeout(PATIENCE), choreographer.Browser(proxy_server=NOWHERE) as browser:
        tab = await browser.create_tab()
        await _run(tab, f"{get_plotlyjs()}; 0")
        return [str(await _run(tab, _script(figure))) for figure in figures]


async def _run(tab: choreographer.Tab, script: str) -> Any:
    asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
    answer = await tab.send_command("Runtime.evaluate", params=asked)
    if "exceptionDetails" in answer.get("result", {}):
        raise RuntimeError(answer["result"]["exceptionDetails"]["text"])
    return answer["result"]["result"]["value"]


def _script(figure: Figure) -> str:
    """The picture is set in the font of the documents, so that its letters are as wide there as the browser found."""
    own = json.loads(figure.to_json())
    own["layout"]["font"] = {"family": f"{fonts()[0]}, sans-serif"}
    size = {"format": "svg", "width": WIDTH, "height": figure.layout.height, "imageDataOnly": True}
    return f"Plotly.toImage({json.dumps(own)}, {json.dumps(size)})"


def _renumbered(svg: str) -> str:
    """The same picture with names that do not depend on chance, as plotly's do, and classes that do not either."""
    svg = re.sub(r'(class="[^"]*?) trace[0-9a-f]{6}(?=[ "])', r"\1", svg)
    names = {name: f"n{number}" for number, name in enumerate(re.findall(r'\bid="([^"]+)"', svg))}
    numbered = re.sub(r'\bid="([^"]+)"', lambda found: f'id="{names[found[1]]}"', svg)
    return re.sub(r"#([\w-]+)", lambda found: f"#{names.get(found[1], found[1])}", numbered)


def _told(svg: str, figure: Figure) -> str:
    """The picture with its sentence inside, for those who do not see it."""
    sentence = escape(figure.layout.meta["alt"])
    return svg.replace("<svg ", '<svg role="img" ', 1).replace(">", f"><desc>{sentence}</desc>", 1)
