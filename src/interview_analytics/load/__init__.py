"""A file or folder of exports goes in; an InterviewLog comes out, with a receipt for every record.

load         the verb
files        which files of a folder are exports
context      what stands around the records: a specialist in a title or a sheet's name, whole names, years
years        days without a year
record       one sheet on its way: what it holds, what became of each record, what was noted
private      columns and cells that must not be read
convert      a sheet's text -> canonical columns
sectors      industries -> sectors, and texts of several industries -> rows
newest       which export is the newer one
duplicates   the same record twice
rules        days that cannot be: ends before starts, days to come, interviews before enrolment
strangers    people whom the exported roster does not list
tables       sheets -> canonical tables
left_out     the lines that are no records, and why
receipts     what became of the records, sheet by sheet
"""

from interview_analytics.load.left_out import left_out
from interview_analytics.load.load import load

__all__ = ["left_out", "load"]
