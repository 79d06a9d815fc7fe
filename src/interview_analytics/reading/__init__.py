"""One exported file goes in; its sheets of text cells, each row with its line number, come out.

sheet       what a sheet is: columns of text, line numbers, dropped lines, problems
layout      where the header stands, and which rows are blank, totals or footers
text        csv, tsv and txt: encoding, delimiter, a quick path and a careful one
workbook    xlsx, xls and ods, with their limits
records     parquet and json lines
file        the file's type and the faults of a whole file
"""

from interview_analytics.reading.file import SUFFIXES, read
from interview_analytics.reading.sheet import Cells, Dropped, Fault, Problem, Sheet

__all__ = ["SUFFIXES", "Cells", "Dropped", "Fault", "Problem", "Sheet", "read"]
