#!/usr/bin/env python3
"""Prepares an operation for measuring, and refuses it unless all systems answer alike.

usage: verify.py OPERATION_DIRECTORY OUTPUT_DIRECTORY

Writes NAME.body, the request of each endpoint, NAME.size, the bytes of its answer, and pgbench.values, the options
that give the SQL its values. Each SQL file is run by psql as the API's role in one transaction, as pgbench will run
it. Exits with 3 when the server's schema refuses the operation.

Environment: BENCH_ENDPOINTS (name=url …, the server first), BENCH_TOKEN, BENCH_PERSON, BENCH_OFFICE,
DATABASE_URL, BENCH_API_URL.
"""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

NOT_SUPPORTED = 3
REFUSALS = {"GRAPHQL_VALIDATION_FAILED", "OPERATION_RESOLUTION_FAILURE", "BAD_USER_INPUT"}
PAGE_MAX = 100


def psql(url, script, *options):
    run = subprocess.run(
        ["psql", url, "-AtqX", "-v", "ON_ERROR_STOP=1", *options],
        input=script, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"psql failed: {run.stderr}")
    return run.stdout


def values(operation, person, office):
    """What values.sql tells: variables for GraphQL, variables for pgbench, rows before the page."""
    file = operation / "values.sql"
    if not file.exists():
        return {}
    found = psql(os.environ["DATABASE_URL"], file.read_text(), "-v", f"person={person}", "-v", f"office={office}")
    if not found.strip():
        sys.exit(f"{operation.name}: values.sql found nothing in office {office}")
    return json.loads(found)


def post(url, body):
    request = urllib.request.Request(url, body.encode(), {
        "Content-Type": "application/json",
        "Accept": "application/graphql-response+json",
        "Authorization": "Bearer " + os.environ["BENCH_TOKEN"],
    })
    try:
        with urllib.request.urlopen(request) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        return error.read()


def cursor(url, operation, rows_before):
    """The cursor of the row with that number, found page by page."""
    document = (operation / "cursor.graphql").read_text()
    variables = {"cursor": None}
    while rows_before > 0:
        variables["first"] = min(PAGE_MAX, rows_before)
        answer = json.loads(post(url, json.dumps({"query": document, "variables": variables})))
        if "errors" in answer:
            return None
        [connection] = answer["data"].values()
        variables["cursor"] = connection["pageInfo"]["endCursor"]
        rows_before -= variables["first"]
    return variables["cursor"]


def request(operation, url, variables, rows_before):
    if rows_before is not None:
        variables = {**variables, "cursor": cursor(url, operation, rows_before)}
    return json.dumps({"query": (operation / "operation.graphql").read_text(), "variables": variables})


def answer_of_sql(file, parameters):
    """The JSON of a pgbench script: its last statement between the meta commands, in one transaction."""
    script = re.sub(r"(?m)^\\(start|end)pipeline$", "", file.read_text())
    script = re.sub(r"(?<!:):([a-z_]+)", r":'\1'", script)
    *before, last = re.split(r";\s*\n", script.strip().removesuffix(";"))
    context = ";\n".join(before)
    options = [option for item in parameters.items() for option in ("-v", "=".join(map(str, item)))]
    return psql(os.environ["BENCH_API_URL"], f"BEGIN;\n\\o /dev/null\n{context};\n\\o\n{last};\nCOMMIT;", *options)


def canonical(answer):
    return json.dumps(json.loads(answer), sort_keys=True, ensure_ascii=False)


def compare(name, answers):
    """Exits where an answer differs from the first, with the place."""
    (first, expected), *others = [(system, canonical(answer)) for system, answer in answers.items()]
    for system, actual in others:
        if actual != expected:
            at = next((i for i, (a, b) in enumerate(zip(actual, expected)) if a != b), min(len(actual), len(expected)))
            near = slice(max(0, at - 60), at + 60)
            sys.exit(f"{name}: {system} differs from {first}:\n  {actual[near]}\n  {expected[near]}")


def main():
    operation, output = Path(sys.argv[1]), Path(sys.argv[2])
    person, office = os.environ["BENCH_PERSON"], os.environ["BENCH_OFFICE"]
    endpoints = dict(item.split("=", 1) for item in os.environ["BENCH_ENDPOINTS"].split())
    told = values(operation, person, office)
    parameters = {"person": person, "office": office, **told.get("pgbench", {})}

    answers = {}
    for name, url in endpoints.items():
        body = request(operation, url, told.get("graphql", {}), told.get("rowsBefore"))
        answer = post(url, body)
        errors = json.loads(answer).get("errors")
        if errors:
            message = f"{operation.name}: {name} refuses it: {errors[0]['message']}"
            print(message, file=sys.stderr)
            sys.exit(NOT_SUPPORTED if errors[0].get("extensions", {}).get("code") in REFUSALS else 1)
        answers[name] = answer
        (output / f"{name}.body").write_text(body)
        (output / f"{name}.size").write_text(str(len(answer)))
    for file in sorted(operation.glob("*.sql")):
        if file.name != "values.sql":
            answers[file.stem] = answer_of_sql(file, parameters)
    compare(operation.name, answers)
    (output / "pgbench.values").write_text(" ".join(f"-D {key}={value}" for key, value in parameters.items()))
    note = f", {told['rowsBefore']} rows deep" if "rowsBefore" in told else ""
    print(f"{operation.name}: {len(answers)} systems answer alike, {len(answers[next(iter(answers))])} bytes{note}", file=sys.stderr)


main()
