#!/usr/bin/env python3
"""turn_score.py WORLD TOLD [--show]: scores what told_gold printed against a world's gold "turns" and "contradictions".

  conflicts   pairs of articles: share of the gold contradictions that are named, share of those named that are gold; pairs that
              gold calls near misses and that were named all the same
  class       share of articles whose turn is right, and the table
  sentences   of articles that are not the first of their story: fresh sentences that overlap a gold one, and gold ones overlapped
With --show, what was wrong is printed.
"""
import argparse, collections, json, pathlib, re


def fold(s):
    return re.sub(r"\s+", " ", s).strip()


def overlaps(x, y):
    x, y = fold(x), fold(y)
    return x in y or y in x


def read(world, told):
    gold = json.loads((world / "gold.json").read_text("utf-8"))
    rows = [json.loads(line) for line in pathlib.Path(told).read_text("utf-8").splitlines() if line.strip()]
    order = [json.loads(line) for line in (world / "articles.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return gold, rows, {a["id"]: a for a in order}


def pair(c):
    return frozenset((c["a"]["article"], c["b"]["article"]))


def score_conflicts(gold, rows, show):
    story = {i: s["id"] for s in gold["stories"] for i in s["articles"]}
    want = [c for c in gold["contradictions"]]
    got = [r for r in rows if r["type"] == "contradiction"]
    wanted, pairs = {pair(c) for c in want}, {pair(c) for c in got}
    near = {pair(c) for c in gold.get("near_misses", [])} - wanted
    inside = [c for c in want if len({story.get(x) for x in pair(c)}) == 1]
    found = sum(pair(c) in pairs for c in want)
    right = sum(pair(c) in wanted for c in got)
    print(f"conflicts   recall {found}/{len(want)} (within one story {len(inside)}), precision {right}/{len(got)}, "
          f"near misses named {len(near & pairs)}/{len(near)}")
    by_kind = collections.Counter((c["kind"], pair(c) in wanted) for c in got)
    print("            " + ", ".join(f"{k} {by_kind[k, True]}/{by_kind[k, True] + by_kind[k, False]}" for k in sorted({k for k, _ in by_kind})))
    if not show:
        return
    for c in got:
        print("  ", "right" if pair(c) in wanted else "NEAR " if pair(c) in near else "WRONG", c["kind"], "corrected" if c["corrected"] else "",
              f"{c['a_value']:g} {c['b_value']:g}")
        for x in (c["a"], c["b"]):
            print("      ", x["article"], fold(x["quote"])[:300])
    for c in want:
        if pair(c) not in pairs:
            print("   MISSED" if c in inside else "   other stories", c["about"])
            for x in (c["a"], c["b"]):
                print("      ", x["article"], fold(x["quote"])[:300])


def score_turns(gold, rows, order, show):
    want = {t["article"]: t for t in gold.get("turns", [])}
    got = {r["article"]: r for r in rows if r["type"] == "turn"}
    first = {min(s["articles"], key=lambda i: order[i]["published"]) for s in gold["stories"]}
    table, said, true, found, of = collections.Counter(), 0, 0, 0, 0
    for i, w in want.items():
        g = got.get(i)
        if not g or order[i].get("kind") == "filler":
            continue
        table[w["turn"], g["turn"]] += 1
        if i in first:
            continue
        mine, theirs = g["new"], w.get("new", [])
        said += len(mine)
        true += sum(any(overlaps(m, t) for t in theirs) for m in mine)
        of += len(theirs)
        found += sum(any(overlaps(m, t) for m in mine) for t in theirs)
        if show:
            print("  ", i, "gold", w["turn"], "is", g["turn"])
            for m in mine:
                print("      ", "right" if any(overlaps(m, t) for t in theirs) else "WRONG", fold(m)[:240])
            for t in theirs:
                if not any(overlaps(m, t) for m in mine):
                    print("       MISSED", fold(t)[:240])
    if not want:
        return
    print(f"class       {sum(n for (a, b), n in table.items() if a == b)}/{sum(table.values())}  "
          + ", ".join(f"{a}>{b} {n}" for (a, b), n in sorted(table.items())))
    print(f"sentences   precision {true}/{said} recall {found}/{of}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("world", type=pathlib.Path)
    ap.add_argument("told")
    ap.add_argument("--show", action="store_true")
    o = ap.parse_args()
    gold, rows, order = read(o.world, o.told)
    score_conflicts(gold, rows, o.show)
    score_turns(gold, rows, order, o.show)


if __name__ == "__main__":
    main()
