"""The records of all sheets go in; one receipt for each, whose sums hold, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import RECEIPTS
from interview_analytics.load.record import Record
from interview_analytics.tables import DTYPES


def receipts(records: list[Record], returned: list[dict]) -> pd.DataFrame:
    """One row per sheet: what was read, and what became of it; its last five numbers add up to `rows_read`.

    returned: the receipts of sheets in which mended rows came back.
    """
    told = [*(_receipt(record) for record in records), *returned]
    frame = pd.DataFrame(told, columns=[column.name for column in RECEIPTS])
    return frame.astype({column.name: DTYPES[column.kind] for column in RECEIPTS})


def _receipt(record: Record) -> dict[str, object]:
    accepted, repaired, aside, duplicate = np.bincount(record.state, minlength=4).tolist()
    around = len(record.sheet.dropped) + (record.sheet.header_line is not None)
    return {
        "file": record.sheet.file,
        "sheet": record.sheet.sheet,
        "table": ", ".join(record.parts),
        "sha256": record.sha256,
        "rows_read": len(record.sheet) + around,
        "rows_accepted": accepted,
        "rows_repaired": repaired,
        "rows_set_aside": aside,
        "rows_duplicate": duplicate,
        "rows_not_data": around,
    }
