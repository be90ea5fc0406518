#!/usr/bin/env python3
"""Prints the table of `isolation.sh` as Markdown: isolation_report.py RESULTS TITLE."""

import sys
from collections import defaultdict
from statistics import median

from markdown import table

ANALYSTS = {"quiet": "none", "http": "over HTTP", "database": "in the database"}


def main():
    runs = defaultdict(list)
    with open(sys.argv[1]) as lines:
        for line in lines:
            system, disturbance, *figures = line.split("\t")
            runs[system, disturbance].append([float(figure) for figure in figures])
    rows = [["system", "analysts", "requests/s", "p50 ms", "p99 ms", "p50 ×", "p99 ×", "failed", "analysts' requests/s"]]
    for system in dict.fromkeys(system for system, _ in runs):
        quiet = [median(run[index] for run in runs[system, "quiet"]) for index in (1, 2)]
        for disturbance, name in ANALYSTS.items():
            rate, p50, p99, failed, heavy = zip(*runs[system, disturbance])
            rows.append([
                system, name, f"{median(rate):,.0f}", f"{median(p50):.2f}", f"{median(p99):.2f}",
                f"{median(p50) / quiet[0]:.1f}", f"{median(p99) / quiet[1]:.1f}", f"{sum(failed):.0f}",
                "–" if disturbance == "quiet" else f"{median(heavy):,.0f}",
            ])
    print(f"{sys.argv[2]}; medians. ×: the loaded latency over the quiet one.\n")
    print(table(rows))


main()
