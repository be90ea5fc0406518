#!/usr/bin/env python3
"""Prints the tables of `growth.sh` as Markdown: growth_report.py DIRECTORY TITLE."""

import os
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from markdown import table

TICK = 1e6 / os.sysconf("SC_CLK_TCK")
# Series whose size is work to do; a request of the others should cost the same at any size.
WORK = {"rows of a page", "levels of 20 rows", "rows exported"}


def lines(file):
    return [line.split("\t") for line in file.read_text().splitlines()]


def growth(directory):
    times = defaultdict(lambda: defaultdict(list))
    for series, size, milliseconds in lines(directory / "growth.tsv"):
        times[series][int(size)].append(float(milliseconds))
    for rows, seconds in lines(directory / "export.tsv"):
        times["rows exported"][int(rows)].append(float(seconds) * 1000)
    rows = [["grows", "size", "ms", "µs a unit", "µs a unit more", "× size", "× time", "at most linear"]]
    for series, sizes in times.items():
        first, first_time = next((size, min(values)) for size, values in sorted(sizes.items()))
        before, time_before = first, first_time
        for size, values in sorted(sizes.items()):
            time = min(values)
            more, longer = size / first, time / first_time
            unit = f"{time * 1000 / size:,.1f}" if series in WORK else "–"
            added = f"{(time - time_before) * 1000 / (size - before):,.1f}" if series in WORK and size > before else "–"
            before, time_before = size, time
            bound = more if series in WORK else 1.0
            verdict = "–" if size == first else "yes" if longer <= bound * 1.25 else "no"
            rows.append([series, f"{size:,}", f"{time:,.3f}", unit, added, f"{more:,.0f}", f"{longer:,.2f}", verdict])
    return table(rows)


def clients(directory):
    runs = defaultdict(list)
    for count, *figures in lines(directory / "clients.tsv"):
        runs[int(count)].append([float(figure) for figure in figures])
    rows = [["clients", "requests/s", "p50 ms", "p99 ms", "failed", "server µs a request", "server MB, peak"]]
    for count, measured in sorted(runs.items()):
        requests, rate, p50, p99, failed, ticks, peak = zip(*measured)
        processor = median(used * TICK / max(1, done) for used, done in zip(ticks, requests))
        rows.append([
            f"{count:,}", f"{median(rate):,.0f}", f"{median(p50):.2f}", f"{median(p99):.2f}", f"{sum(failed):.0f}",
            f"{processor:.0f}", f"{max(peak) / 1024:.0f}",
        ])
    return table(rows)


def main():
    directory = Path(sys.argv[1])
    print(f"{sys.argv[2]}; one client. A time is the lowest of the runs' medians, since whatever else the "
          "machine does can only add to it. `at most linear` allows a quarter more than the size; "
          "for the number of the page and the offices, a quarter more than the smallest.\n")
    print(growth(directory), "\n\nThe point operation by more and more clients:\n", clients(directory), sep="\n")


main()
