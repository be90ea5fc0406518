"""Compares the shapes of the plans that PostgreSQL makes for the server's own statements with
national.txt: node types and names of indexes, no costs.

DATABASE_URL names a database that `mouwakaba seed national` has filled. Statements come from
`mouwakaba explain` and are prepared as mouwakaba_api, in the context of a delegate, with generic
plans. UPDATE_GOLDEN=1 rewrites the file and then fails, so that somebody reads the difference.
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
GOLDEN = HERE / "national.txt"
# The one known shortage: counting people reads the whole country.
SCANNED = {"person"}
# A table of so few rows is read whole whatever indexes it has.
FEW_ROWS = 200
SMALL = f"""SELECT relname FROM pg_catalog.pg_class
    WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND reltuples <= {FEW_ROWS}"""
DELEGATE = """SELECT o.code, g.person_id
    FROM app.role_grant g JOIN app.office o ON o.id = g.office_id
    WHERE g.role = 'DELEGATE' AND g.valid_to IS NULL ORDER BY o.id, g.id LIMIT 1"""


def psql(text):
    command = ["psql", os.environ["DATABASE_URL"], "-qAtX", "-v", "ON_ERROR_STOP=1"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def statements(document):
    command = [sys.argv[1], "explain", document, "--role", "DELEGATE"]
    drawn = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = []
    for line in drawn.split("\n"):
        if line.startswith("  Statement "):
            found.append([line.split(": ", 1)[1], [], 0])
        elif line.startswith("    -- $"):
            found[-1][2] += 1
        elif line.startswith("    "):
            found[-1][1].append(line)
    return found


def shape(sql, count, office, person):
    values = f"({', '.join(['NULL'] * count)})" if count else ""
    plan = psql(
        f"SET ROLE mouwakaba_api; SET plan_cache_mode = force_generic_plan; BEGIN;\n"
        f"DO $$ BEGIN PERFORM access.begin_request('{person}', '{office}'); END $$;\n"
        f"PREPARE s AS {sql};\nEXPLAIN (COSTS OFF) EXECUTE s{values};\nROLLBACK;")
    nodes = [n for n in plan.split("\n") if n and (not n.startswith(" ") or "->" in n)]
    return [re.sub(r" (t|s|p|j)\d*$", "", n) for n in nodes if n.strip() != "->  Result"]


def main():
    # Statistics of all rows, not of a sample, and all pages known to be visible, which autovacuum may
    # have seen to or not: the same plans in every run.
    psql("SET default_statistics_target = 10000;\nVACUUM ANALYZE;")
    office, person = psql(DELEGATE).strip().split("|")
    exempt = SCANNED | set(psql(SMALL).split())
    lines, failures = [], 0
    for document in (HERE / "operations.txt").read_text().splitlines():
        lines.append(document)
        for path, sql, count in statements(document):
            lines.append(f"  {path}")
            for node in shape("\n".join(sql), count, office, person):
                lines.append(f"    {node}")
                scanned = re.search(r"Seq Scan on (\w+)", node)
                if scanned and scanned[1] not in exempt:
                    failures += 1
                    print(f"{document}\n  {path} reads all of {scanned[1]}")
        lines.append("")
    text = "\n".join(lines)
    old = GOLDEN.read_text() if GOLDEN.exists() else ""
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text)
    sys.stdout.writelines(
        difflib.unified_diff(old.splitlines(True), text.splitlines(True), "national.txt", "now"))
    sys.exit(1 if failures or old != text else 0)


main()
