"""A file or folder of exports goes in; an InterviewLog comes out, with a receipt for every record.

load         the verb
files        which files of a folder are exports
returned     rows that come back mended, and with it
             corrections  their originals, mended     marks  a row known again     kept_back  what nobody is shown
originals    the sheets as they were exported, for a person to mend
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
from interview_analytics.load.load import examined, load
from interview_analytics.load.originals import Original, originals

__all__ = ["Original", "examined", "left_out", "load", "originals"]
