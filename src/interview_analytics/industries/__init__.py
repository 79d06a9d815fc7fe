"""What an agency calls an industry goes in; its NAICS 2022 sector, how it was found and how surely, comes out.

sectors          the twenty sectors, and the codes that begin with theirs
coded            texts -> sector, method, confidence
industries.toml  everyday words for each sector, and the words that a person must decide
"""

from interview_analytics.industries.coded import Coded, coded, is_known, sector_of
from interview_analytics.industries.sectors import SECTORS

__all__ = ["SECTORS", "Coded", "coded", "is_known", "sector_of"]
