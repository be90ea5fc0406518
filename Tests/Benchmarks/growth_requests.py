#!/usr/bin/env python3
"""Writes the requests of `growth.sh` into a directory, with a list of them, requests.tsv: series, size, address,
file of the body. Exports the visits of the office on the way and notes in export.tsv how long that took.

Environment: BENCH_URL, BENCH_ENDPOINTS (number of offices=url …), BENCH_TOKEN.
"""

import http.client
import json
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

URL = os.environ["BENCH_URL"]
PAGE_SIZES = [1, 3, 10, 30, 100]
DEPTHS = range(1, 9)
PAGES = [1, 10, 100, 1_000]
PAGE_ROWS = 20
EXPORTS = [100, 1_000, 10_000, 100_000]
EXPORT_PAGE = 100

POINT = "query ($id: ID!) { school(id: $id) { id name cycle community { name } } }"
LIST = "{ schools(first: 20) { nodes { id gresaCode name nameFr kind cycle setting openedOn } } }"
NESTED = "{ communities(first: 20) { nodes { name schools(first: 20) { nodes { name visits(first: 5) { nodes { visitedOn } } } } } } }"
VISITS = "id visitedOn mode purpose"


class Client:
    """One connection that stays open."""

    def __init__(self, url):
        self.path = urlsplit(url).path
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc)

    def ask(self, query, **variables):
        self.connection.request("POST", self.path, json.dumps({"query": query, "variables": variables}), {
            "Content-Type": "application/json",
            "Authorization": "Bearer " + os.environ["BENCH_TOKEN"],
        })
        answer = json.loads(self.connection.getresponse().read())
        if "errors" in answer:
            sys.exit(f"{query}: {answer['errors'][0]['message']}")
        return answer["data"]


def deep(depth):
    """Twenty rows a level: schools, and then the first school of each one's community, and so on."""
    query = ""
    for _ in range(depth - 1):
        query = f" community {{ schools(first: 1) {{ nodes {{ name{query} }} }} }}"
    return f"{{ schools(first: 20) {{ nodes {{ name{query} }} }} }}"


def export(client, output):
    """Pages through all visits; cursors by number of rows, and seconds by number of rows."""
    query = f"query ($after: String) {{ visits(first: {EXPORT_PAGE}, after: $after) {{ edges {{ cursor node {{ {VISITS} }} }} pageInfo {{ endCursor hasNextPage }} }} }}"
    cursors, rows, after = {0: None}, 0, None
    marks = iter(EXPORTS)
    mark = next(marks)
    started = time.monotonic()
    while rows < EXPORTS[-1]:
        page = client.ask(query, after=after)["visits"]
        for edge in page["edges"]:
            rows += 1
            if rows % PAGE_ROWS == 0:
                cursors[rows] = edge["cursor"]
            if rows == mark:
                output.write(f"{mark}\t{time.monotonic() - started}\n")
                mark = next(marks, None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            output.write(f"{rows}\t{time.monotonic() - started}\n")
            break
    return cursors, rows


def main():
    directory = Path(sys.argv[1])
    client = Client(URL)
    schools = client.ask("{ schools(first: 20) { nodes { id } } }")["schools"]["nodes"]
    point = {"id": schools[len(schools) // 2]["id"]}
    with open(directory / "requests.tsv", "w") as requests:
        def request(series, size, query, address=URL, file=None, **variables):
            body = directory / (file or f"{series}-{size}.body".replace(" ", "-"))
            body.write_text(json.dumps({"query": query, "variables": variables}))
            requests.write(f"{series}\t{size}\t{address}\t{body}\n")

        for size in PAGE_SIZES:
            request("rows of a page", size, f"{{ visits(first: {size}) {{ nodes {{ {VISITS} }} }} }}")
        for depth in DEPTHS:
            request("levels of 20 rows", depth, deep(depth))
        with open(directory / "export.tsv", "w") as output:
            cursors, rows = export(client, output)
        last_page = rows // PAGE_ROWS
        for page in sorted({min(page, last_page) for page in PAGES}):
            request("number of the page", page,
                    f"query ($after: String) {{ visits(first: {PAGE_ROWS}, after: $after) {{ nodes {{ {VISITS} }} }} }}",
                    after=cursors[(page - 1) * PAGE_ROWS])
        if last_page < PAGES[-1]:
            print(f"The last page is {last_page}: the office has {rows} visits.", file=sys.stderr)
        for item in os.environ["BENCH_ENDPOINTS"].split():
            offices, address = item.split("=", 1)
            request("offices, point", offices, POINT, address, **point)
            request("offices, list", offices, LIST, address)
            request("offices, nested", offices, NESTED, address)
        (directory / "point.body").write_text(json.dumps({"query": POINT, "variables": point}))


main()
