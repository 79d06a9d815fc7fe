"""Nothing goes in; the words that the simulated programme speaks in come out: sectors, industries, jobs, answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

# sector: (weight, industries as people write them, NAICS 2022 codes, job titles)
# The weights only follow the order of sectors by number of jobs in the United States; they are not an estimate.
SECTOR_WORDS: dict[str, tuple[float, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "11": (2.0, ("Agriculture, Forestry, Fishing and Hunting", "Farm"), ("111421",), ("Nursery worker",)),
    "21": (0.4, ("Mining, Quarrying, and Oil and Gas Extraction", "Mining"), ("212321",), ("Plant helper",)),
    "22": (0.8, ("Utilities", "Electric utility"), ("221122",), ("Meter reader",)),
    "23": (5.0, ("Construction", "Roofing"), ("238160", "236118"), ("Construction helper", "Painter")),
    "31-33": (9.0, ("Manufacturing", "Factory"), ("332710", "311812", "31-33"), ("Assembler", "Packer")),
    "42": (3.0, ("Wholesale Trade", "Wholesale"), ("424410",), ("Order picker",)),
    "44-45": (15.0, ("Retail Trade", "Retail", "Grocery store"), ("445110", "44-45"), ("Stocker", "Cashier")),
    "48-49": (7.0, ("Transportation and Warehousing", "Warehouse", "Trucking"), ("493110", "48-49"), ("Loader",)),
    "51": (3.0, ("Information", "Library", "Publishing"), ("519210", "513110"), ("Library page", "Data clerk")),
    "52": (3.0, ("Finance and Insurance", "Bank", "Insurance"), ("522110", "524210"), ("Office assistant",)),
    "53": (2.0, ("Real Estate and Rental and Leasing", "Real estate"), ("531311",), ("Groundskeeper",)),
    "54": (
        5.0,
        ("Professional, Scientific, and Technical Services", "Accounting", "Veterinary clinic"),
        ("541213", "541940"),
        ("Scanner operator", "Kennel attendant"),
    ),
    "55": (0.8, ("Management of Companies and Enterprises",), ("551114",), ("Mail clerk",)),
    "56": (
        9.0,
        (
            "Administrative and Support and Waste Management and Remediation Services",
            "Landscaping",
            "Staffing agency",
        ),
        ("561720", "561730"),
        ("Cleaner", "Landscape worker"),
    ),
    "61": (6.0, ("Educational Services", "School"), ("611110",), ("Classroom aide", "Food service aide")),
    "62": (
        15.0,
        ("Health Care and Social Assistance", "Hospital", "Nursing home"),
        ("622110", "623110"),
        ("Dietary aide", "Linen aide"),
    ),
    "71": (4.0, ("Arts, Entertainment, and Recreation", "Museum"), ("712110", "713940"), ("Front desk aide",)),
    "72": (13.0, ("Accommodation and Food Services", "Restaurant", "Hotel"), ("722511", "721110"), ("Dishwasher",)),
    "81": (5.0, ("Other Services (except Public Administration)", "Auto repair"), ("811111", "812320"), ("Detailer",)),
    "92": (3.0, ("Public Administration", "City government"), ("921190",), ("Records aide", "Parks worker")),
}
CODES = tuple(SECTOR_WORDS)
WEIGHTS = np.array([words[0] for words in SECTOR_WORDS.values()]) / sum(words[0] for words in SECTOR_WORDS.values())
AMBIGUOUS = ("Communications", "IT")  # a person must decide what these mean


class Variants:
    """Several words for each sector, kept as one list so that a draw is a lookup."""

    def __init__(self, lists: Sequence[Sequence[str]], further: tuple[str, ...] = ()) -> None:
        self.words = [word for words in lists for word in words] + list(further)
        self.sizes = np.array([len(words) for words in lists])
        self.starts = np.array([0, *accumulate(self.sizes[:-1])])

    def drawn(self, sector: np.ndarray, uniform: np.ndarray) -> np.ndarray:
        """For each sector (its position, -1 for none) the position of one of its words; -1 for none."""
        some = self.starts[sector] + (uniform * self.sizes[sector]).astype(np.int16)
        return np.where(sector < 0, -1, some).astype(np.int16)


PROGRAMS = {
    "Vocational Rehabilitation": 0.45,
    "Medicaid waiver": 0.25,
    "Money Follows the Person": 0.12,
    "Individual Placement and Support": 0.13,
    "Ticket to Work": 0.05,
}
REGIONS = ("North", "East", "South", "West")
AGE_GROUPS = {"16-24": 0.22, "25-34": 0.26, "35-44": 0.2, "45-54": 0.19, "55 and over": 0.13}
DISABILITY_GROUPS = {
    "Intellectual or developmental": 0.38,
    "Mental health": 0.3,
    "Physical": 0.16,
    "Sensory": 0.09,
    "Brain injury": 0.07,
}
RECENT_WORK = ("longer ago or never", "within 12 months")
PLACED_AND_CLOSED = "Placed and closed"
EXIT_REASONS = {
    "No longer interested": 0.4,
    "Lost contact": 0.27,
    "Moved away": 0.14,
    "Medical treatment over 90 days": 0.1,
    "Institutionalized": 0.04,
    "Incarcerated": 0.02,
    "Deceased": 0.03,
}
ENDS_WORK = ("Deceased", "Incarcerated", "Institutionalized")
COURSE = "Informational interviews"
