#!/usr/bin/env python3
"""fit.py [--leave-out] ROWS.tsv...: fits the odds that an article belongs to the development that comes first for it
(bw_story_weights.join of src/story/weights.c) and prints them as that table. A row: set, right (0 or 1), whether its own
development is there at all, the features in the order of bw_story_features. --leave-out fits once without each set, and
tells how many of its articles that fit decides rightly.

A logistic regression with a ridge, each set weighing the same; what is held below enters as it stands. Nothing
but the standard library, and the same result on every machine to the digits that are printed."""
import math
import sys

NAMES = """body lead founder words names own head centre actors figures days gap age size outlet live foreign period sure
likeness ahead rival crowd stale""".split()
FITTED = "likeness ahead rival sure outlet figures names".split()
# Held (see README.md): what is too rare in the invented news to be fitted (live, foreign, period), and how long a matter lasts in
# a collection that is dense or thin, which these have in one way only (gap, age, crowd, stale).
HELD = {"live": -6.0, "foreign": 0.4, "period": -7.0, "crowd": -4.0, "stale": -1.1, "gap": 0.3, "age": -0.45}
RIDGE, PASSES = 4.0, 25


def read(paths):
    sets = {}
    for path in paths:
        for line in open(path, encoding="utf-8"):
            if line.startswith("#") or not line.strip():
                continue
            cell = line.rstrip("\n").split("\t")
            f = dict(zip(NAMES, map(float, cell[3:])))
            sets.setdefault(cell[0], []).append((int(cell[1]), int(cell[2]), f))
    return sets


def solve(h, g):
    n = len(g)
    for i in range(n):
        for r in range(i + 1, n):
            f = h[r][i] / h[i][i]
            for k in range(i, n):
                h[r][k] -= f * h[i][k]
            g[r] -= f * g[i]
    for i in reversed(range(n)):
        g[i] = (g[i] - sum(h[i][k] * g[k] for k in range(i + 1, n))) / h[i][i]
    return g


def fit(sets):
    rows = [(100 / len(v), y, f) for v in sets.values() for y, _, f in v]
    mean, span = {}, {}
    for n in FITTED:
        v = [f[n] for _, _, f in rows]
        mean[n] = sum(v) / len(v)
        span[n] = math.sqrt(sum((x - mean[n]) ** 2 for x in v) / len(v)) or 1
    data = [(w, y, [(f[n] - mean[n]) / span[n] for n in FITTED] + [1.0], sum(HELD[n] * f[n] for n in HELD)) for w, y, f in rows]
    size = len(FITTED) + 1
    b = [0.0] * size
    for _ in range(PASSES):
        g = [RIDGE * x for x in b[:-1]] + [0.0]
        h = [[(RIDGE if i == k and i < size - 1 else 0.0) for k in range(size)] for i in range(size)]
        for w, y, x, z in data:
            z += sum(p * q for p, q in zip(b, x))
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
            for i in range(size):
                g[i] += w * (p - y) * x[i]
                for k in range(size):
                    h[i][k] += w * p * (1 - p) * x[i] * x[k]
        b = [p - q for p, q in zip(b, solve(h, g))]
    out = {n: b[i] / span[n] for i, n in enumerate(FITTED)}
    bias = b[-1] - sum(out[n] * mean[n] for n in FITTED)
    return {**out, **HELD}, bias


def judge(weights, bias, rows):
    joined = right = wrong = missed = 0
    for y, there, f in rows:
        joins = sum(weights[n] * f[n] for n in weights) + bias > 0
        right += joins and y
        wrong += joins and not y
        missed += not joins and there
    return right, wrong, missed


def main():
    args = [a for a in sys.argv[1:] if a != "--leave-out"]
    sets = read(args)
    if len(args) < len(sys.argv) - 1:
        for s in sets:
            weights, bias = fit({t: v for t, v in sets.items() if t != s})
            print("%-12s joined rightly %d, wrongly %d, left out %d" % (s, *judge(weights, bias, sets[s])))
        return
    weights, bias = fit(sets)
    for n in NAMES:
        if n in weights:
            print("\t\t\t[BW_F_%s] = %.2f," % ({"likeness": "LIKE"}.get(n, n.upper()), weights[n]))
    print("\t.bias = %.2f," % bias)


if __name__ == "__main__":
    main()
