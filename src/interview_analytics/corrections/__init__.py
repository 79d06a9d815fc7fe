"""What was found in exports goes in; files in which a person puts it right, for `load` to read, come out.

to_mend     the rows of each export in which something is to be mended
fixes       these rows as a workbook that is mended and put back beside the exports
unclear     the headings and words that nobody knows, as a mapping.toml to edit
"""

from interview_analytics.corrections.fixes import refuse_name, write_fixes
from interview_analytics.corrections.to_mend import to_mend
from interview_analytics.corrections.unclear import refuse_mapping, write_mapping

__all__ = ["refuse_mapping", "refuse_name", "to_mend", "write_fixes", "write_mapping"]
