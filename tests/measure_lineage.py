"""A generated history → how many links are right, found and asked about; `python tests/measure_lineage.py 3000 10`."""

import sys
import time
from collections import Counter
from lineage_history import History
from selfeval.warehouse import lineage

found, right, true, kinds = Counter(), Counter(), Counter(), Counter()
started = time.time()
total = 0
before = None
for year in History(int(sys.argv[1])).years(int(sys.argv[2])):
    if before:
        links = {}
        for d, ps in year.projects.items():
            for g in lineage.match(before.projects.get(d), ps):
                for p in g.prior:
                    for c in g.current:
                        links[p.key, c.key] = g.kind
        for pair, kind in links.items():
            found[kind] += 1
            right[kind] += pair in year.links
        for pair, kind in year.links.items():
            true[kind] += 1
            kinds[kind] += pair in links
        total += sum(map(len, year.projects.values()))
    before = year
print(time.time() - started, total)
print(
    "precision",
    sum(right.values()) / sum(found.values()),
    {k: (found[k], round(right[k] / found[k], 4)) for k in found},
)
print("recall", sum(kinds.values()) / sum(true.values()), {k: (true[k], round(kinds[k] / true[k], 4)) for k in true})
