"""One exported file goes in; its sheets of text cells, each row with its line number, come out.

sheet       what a sheet is: columns of text, line numbers, dropped lines, problems
kinds       whether a cell is a number, a day, a code or words
layout      the tables of a grid of cells; with it
              header  headings in one row or several      blocks  tables beside and below each other
              around  titles, totals, footers             groups  values printed once
              ragged  short and long rows                 marks   links in cells
              sums    rows that add up others
text        csv, tsv and txt: a quick path and a careful one; with it encoding, dialect, split (stray quotes)
workbook    xlsx, xls and ods, with their limits; with it
              opened  the process that opens them   extent  cells that lie too far apart
records     parquet and json lines
file        the file's type and the faults of a whole file
"""

from interview_analytics.reading.file import SUFFIXES, legible, read
from interview_analytics.reading.sheet import Cells, Dropped, Fault, Problem, Sheet

__all__ = ["SUFFIXES", "Cells", "Dropped", "Fault", "Problem", "Sheet", "legible", "read"]
