"""A NAICS code goes in; the sector it lies in comes out."""

from __future__ import annotations

import re

# North American Industry Classification System, United States, 2022 (public domain)
SECTORS: dict[str, str] = {
    "11": "Agriculture, Forestry, Fishing and Hunting",
    "21": "Mining, Quarrying, and Oil and Gas Extraction",
    "22": "Utilities",
    "23": "Construction",
    "31-33": "Manufacturing",
    "42": "Wholesale Trade",
    "44-45": "Retail Trade",
    "48-49": "Transportation and Warehousing",
    "51": "Information",
    "52": "Finance and Insurance",
    "53": "Real Estate and Rental and Leasing",
    "54": "Professional, Scientific, and Technical Services",
    "55": "Management of Companies and Enterprises",
    "56": "Administrative and Support and Waste Management and Remediation Services",
    "61": "Educational Services",
    "62": "Health Care and Social Assistance",
    "71": "Arts, Entertainment, and Recreation",
    "72": "Accommodation and Food Services",
    "81": "Other Services (except Public Administration)",
    "92": "Public Administration",
}
_BY_PREFIX = {
    f"{prefix:02d}": code
    for code in SECTORS
    for prefix in range(int(code.partition("-")[0]), int(code.rpartition("-")[2]) + 1)
}
_CODE = re.compile(
    r"(?:naics\s*(?:2022|code)?\s*:?\s*)?(\d{2})(\d{0,4})(?:\.0)?(?:\s*[-–:]\s*(?:\d{2}|\D.*))?$", re.IGNORECASE
)


def sector_of_code(text: str) -> str | None:
    """The sector of a NAICS code of two to six digits, of a range such as 31-33, or of a code with a name behind it."""
    match = _CODE.match(text.strip())
    return _BY_PREFIX.get(match.group(1)) if match else None
