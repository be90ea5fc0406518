#!/usr/bin/env python3
"""Prints the table of a benchmark as Markdown.

usage: report.py RESULTS TITLE

A line of RESULTS: operation, clients, run, system, requests, requests a second, p50 and p99 in milliseconds, clock
ticks of the system's own processes and of PostgreSQL's, peak of memory in kilobytes. Figures are medians of the runs;
a ratio is the median of the ratios of runs that followed each other, so that a machine that slows down in between
does not decide it.
"""

import os
import sys
from collections import defaultdict
from statistics import median

from markdown import table

TICK = 1e6 / os.sysconf("SC_CLK_TCK")
SYSTEMS = ["server", "json_build_object", "string_agg", "peer"]
FIELDS = ["requests", "rate", "p50", "p99", "own", "postgres", "peak"]


def read(path):
    """Runs by operation and clients, then by system."""
    measured = defaultdict(lambda: defaultdict(list))
    with open(path) as lines:
        for line in lines:
            operation, clients, _, system, *figures = line.split()
            measured[operation, int(clients)][system].append(dict(zip(FIELDS, map(float, figures))))
    return measured


def middle(runs, figure):
    return median(figure(run) for run in runs) if runs else None


def cell(value, spelling):
    return "–" if value is None else format(value, spelling)


def rate(runs):
    value = middle(runs, lambda run: run["rate"])
    return cell(value, ",.0f" if value is None or value >= 100 else ",.1f")


def ratio(server, other):
    if not other:
        return "–"
    return f"{median(a['rate'] / b['rate'] for a, b in zip(server, other)):.2f}"


def latency(runs):
    if not runs:
        return "–"
    return " / ".join(f"{middle(runs, lambda run: run[name]):.2f}" for name in ("p50", "p99"))


def processor(runs):
    """Microseconds a request, of the system's own processes and of PostgreSQL's."""
    if not runs:
        return "–"
    own, postgres = (middle(runs, lambda run: run[name] * TICK / run["requests"]) for name in ("own", "postgres"))
    return f"{own:,.0f} + {postgres:,.0f}" if own else f"{postgres:,.0f}"


def memory(runs):
    return cell(max((run["peak"] / 1024 for run in runs), default=None), ".0f")


def row(key, systems):
    server, build, agg, peer = (systems.get(name, []) for name in SYSTEMS)
    return [
        key[0], str(key[1]), *map(rate, (server, build, agg, peer)),
        *(ratio(server, other) for other in (build, agg, peer)),
        *map(latency, (server, build, agg, peer)),
        *map(processor, (server, build, agg, peer)),
        memory(server), memory(peer),
    ]


def main():
    header = [
        "operation", "clients", "server/s", "build/s", "agg/s", "peer/s", "×build", "×agg", "×peer",
        "server ms", "build ms", "agg ms", "peer ms", "server µs", "build µs", "agg µs", "peer µs",
        "server MB", "peer MB",
    ]
    rows = [header, *(row(key, systems) for key, systems in read(sys.argv[1]).items())]
    print(f"{sys.argv[2]}. build: json_build_object; agg: string_agg; ms: p50 / p99; µs: processor time a request, "
          "of the process itself + of PostgreSQL; MB: peak.\n")
    print(table(rows))


main()
