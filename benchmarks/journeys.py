"""Numbers of interviews go in; how our journeys on DuckDB compare with hand-written SQL, and how they grow, comes out.

    python benchmarks/journeys.py [INTERVIEWS ...]        1,000,000 and 4,000,000 unless told

Both sides read the same Parquet files, take turns, and write explorations and then journeys into tables. The best of
some rounds counts, in seconds of all cores together, which neighbours on the machine hardly change. First it is checked
that both tables are equal, row by row.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from interview_analytics.journeys import explorations, journeys

ROUNDS = 5
SIZES = (1_000_000, 4_000_000)

# Ten interviews a person over ten years; hashes stand for random numbers, so that every run writes the same files.
DRAW = """
CREATE MACRO draw(row, salt, below) AS (hash(row, salt) % below)::BIGINT;
CREATE MACRO one(list, row, salt) AS list[1 + draw(row, salt, len(list))];
CREATE MACRO day(row, salt, below) AS TIMESTAMP '2016-01-01' + to_days(draw(row, salt, below)::INTEGER);
CREATE MACRO sector(row, salt) AS one(['11', '21', '22', '23', '31-33', '42', '44-45', '48-49', '51', '52', '53', '54',
    '55', '56', '61', '62', '71', '72', '81', '92'], row, salt);
CREATE MACRO named(letter, number) AS letter || lpad(number::VARCHAR, 9, '0');
"""
TABLES = {
    "interviews": """
        SELECT named('I', i) AS interview_id, CASE WHEN draw(i, 1, 50) > 0 THEN day(i, 2, 3650) END AS held_on,
            one(['held', 'held', 'held', 'held', 'held', 'declined', 'scheduled'], i, 3) AS status,
            CASE WHEN draw(i, 4, 20) > 0 THEN 'informational_interview' ELSE 'business_tour' END AS kind,
            one(['job_seeker', 'job_seeker', 'job_seeker', 'both', 'specialist', 'unknown'], i, 5) AS conducted_by,
            named('J', draw(i, 6, {n} // 10)) AS job_seeker_id, named('S', draw(i, 7, {n} // 1200)) AS specialist_id,
            CASE WHEN draw(i, 8, 30) > 0 THEN sector(i, 9) END AS sector
        FROM range({n}) AS t(i)""",
    "discoveries": """
        SELECT named('I', draw(i, 11, {n})) AS interview_id, sector(i, 12) AS sector FROM range({n} // 4) AS t(i)""",
    "interests": """
        SELECT named('J', i // 2) AS job_seeker_id, 1 + i % 2 AS position, sector(i, 13) AS sector
        FROM range({n} // 5) AS t(i)""",
    "job_seekers": """
        SELECT named('J', i) AS job_seeker_id, day(i, 14, 3000) AS enrolled_on,
            day(i, 14, 3000) + INTERVAL 650 DAY AS exited_on
        FROM range({n} // 10) AS t(i)""",
    "placements": """
        SELECT named('P', i) AS placement_id, named('J', draw(i, 15, {n} // 10)) AS job_seeker_id,
            day(i, 16, 3650) AS started_on, day(i, 16, 3650) + INTERVAL 90 DAY AS ended_on, sector(i, 17) AS sector
        FROM range({n} // 25) AS t(i)""",
}
HELD = """
CREATE VIEW held AS FROM interviews WHERE held_on IS NOT NULL AND coalesce(status, 'held') = 'held'
    AND coalesce(kind, 'informational_interview') = 'informational_interview';
CREATE VIEW exposed AS FROM held WHERE conducted_by IS DISTINCT FROM 'specialist' AND job_seeker_id IS NOT NULL;
CREATE VIEW seen AS SELECT 'job_seeker' AS learner, job_seeker_id AS learner_id, interview_id, held_on, sector
        FROM exposed
    UNION ALL SELECT 'specialist', specialist_id, interview_id, held_on, sector
        FROM held WHERE conducted_by IN ('specialist', 'both') AND specialist_id IS NOT NULL;
CREATE VIEW learnt AS SELECT learner, learner_id, sector, held_on, 0 AS place, interview_id
        FROM seen WHERE sector IS NOT NULL
    UNION ALL SELECT learner, learner_id, discoveries.sector, held_on, 1, interview_id
        FROM seen JOIN discoveries USING (interview_id) WHERE discoveries.sector IS NOT NULL;
"""
FIRST = {
    "group": """
CREATE VIEW first AS SELECT learner, learner_id, sector, unnest(min(
        {'held_on': held_on, 'place': place, 'interview_id': interview_id}))
    FROM learnt GROUP BY learner, learner_id, sector""",
    "window": """
CREATE VIEW first AS FROM learnt QUALIFY 1 = row_number() OVER (
    PARTITION BY learner, learner_id, sector ORDER BY held_on, place, interview_id)""",
}
EXPLORATIONS = """
CREATE TABLE explorations AS
WITH stated AS (SELECT DISTINCT job_seeker_id, sector, 'job_seeker' AS learner FROM interests)
SELECT first.learner, learner_id, first.sector, held_on AS first_on, interview_id,
    CASE WHEN job_seeker_id IS NOT NULL THEN 'interest' WHEN place = 0 THEN 'sought' ELSE 'discovered' END AS how
FROM first LEFT JOIN stated
    ON first.learner = stated.learner AND learner_id = job_seeker_id AND first.sector = stated.sector
ORDER BY ALL
"""
JOURNEYS = """
CREATE TABLE journeys AS
WITH own AS (SELECT learner_id AS job_seeker_id, sector, first_on, how FROM explorations WHERE learner = 'job_seeker'),
first_interests AS (SELECT job_seeker_id, min(sector) AS first_interest FROM interests WHERE position = 1 GROUP BY ALL),
interviewed AS (SELECT job_seeker_id, min(held_on) AS first_interview_on, count(*) AS interviews
    FROM exposed GROUP BY ALL),
second_sectors AS (SELECT job_seeker_id, min(first_on, 2)[2] AS second_sector_on FROM own GROUP BY ALL),
first_placements AS (SELECT job_seeker_id, unnest(arg_min(
        {'placed_on': started_on, 'placed_sector': sector, 'placement_ended_on': ended_on},
        (started_on, placement_id)))
    FROM placements JOIN job_seekers USING (job_seeker_id) WHERE started_on >= enrolled_on GROUP BY job_seeker_id)
SELECT job_seekers.job_seeker_id, enrolled_on, exited_on, first_interest, first_interview_on,
    coalesce(interviews, 0) AS interviews, second_sector_on, placed_on, placed_sector, placement_ended_on,
    own.first_on AS met_on, own.how AS met_how
FROM job_seekers LEFT JOIN first_interests USING (job_seeker_id) LEFT JOIN interviewed USING (job_seeker_id)
    LEFT JOIN second_sectors USING (job_seeker_id) LEFT JOIN first_placements USING (job_seeker_id)
    LEFT JOIN own ON own.job_seeker_id = job_seekers.job_seeker_id AND own.sector = placed_sector
ORDER BY job_seekers.job_seeker_id
"""


def written(interviews: int, folder: Path) -> Path:
    """A folder with the Parquet files of a programme with so many interviews."""
    with duckdb.connect() as engine:
        engine.execute(DRAW)
        for name, query in TABLES.items():
            engine.execute(f"COPY ({query.format(n=interviews)}) TO '{folder / name}.parquet'")
    return folder


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """A new engine in memory that sees the files as views."""
    engine = duckdb.connect()
    engine.execute("SET enable_progress_bar = false")
    for name in TABLES:
        engine.execute(f"CREATE VIEW {name} AS FROM '{folder / name}.parquet'")
    return engine


def ours(engine: duckdb.DuckDBPyConnection) -> None:
    """Explorations and journeys by our functions."""
    view = {name: engine.view(name) for name in TABLES}
    explorations(view["interviews"], view["discoveries"], view["interests"]).create("explorations")
    people, rows = view["job_seekers"], (view["interviews"], view["interests"])
    journeys(people, *rows, engine.table("explorations"), view["placements"]).create("journeys")


def by_hand(first: str) -> Callable[[duckdb.DuckDBPyConnection], None]:
    """Explorations and journeys by SQL, the first of each sector found by grouping or by a window."""

    def run(engine: duckdb.DuckDBPyConnection) -> None:
        for step in (HELD, FIRST[first], EXPLORATIONS, JOURNEYS):
            engine.execute(step)

    return run


WAYS = {"ours": ours, **{f"SQL, {first}": by_hand(first) for first in FIRST}}


def seconds(way: str, folder: Path) -> float:
    """How long all cores together work for one way."""
    with opened(folder) as engine:
        start = time.process_time()
        WAYS[way](engine)
        return time.process_time() - start


def fingerprints(way: str, folder: Path) -> list[tuple[int, int]]:
    """Rows and content of both tables that one way makes."""
    with opened(folder) as engine:
        WAYS[way](engine)
        counted = "SELECT count(*), bit_xor(hash(t::VARCHAR)) FROM {} AS t"
        return [engine.execute(counted.format(table)).fetchone() for table in ("explorations", "journeys")]


def measured(interviews: int) -> dict[str, float]:
    """Best seconds of each way on so many interviews."""
    with tempfile.TemporaryDirectory() as name:
        folder = written(interviews, Path(name))
        found = {way: fingerprints(way, folder) for way in WAYS}
        if len({str(prints) for prints in found.values()}) > 1:
            raise SystemExit(f"the ways do not agree: {found}")
        rounds = [{way: seconds(way, folder) for way in WAYS} for _ in range(ROUNDS)]
        return {way: min(one[way] for one in rounds) for way in WAYS}


def main(sizes: list[int]) -> None:
    """Prints the seconds of each way, our ratio to the faster SQL, and our growth per interview."""
    took = {size: measured(size) for size in sizes}
    for size, ways in took.items():
        sql = min(own for way, own in ways.items() if way != "ours")
        said = ", ".join(f"{way} {own:.2f} s" for way, own in ways.items())
        print(f"{size:>12,} interviews: {said}; ours / faster SQL {ways['ours'] / sql:.2f}")
    small, large = sizes[0], sizes[-1]
    growth = (took[large]["ours"] / large) / (took[small]["ours"] / small)
    print(f"growth per interview from {small:,} to {large:,}: {growth:.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
