#!/usr/bin/env python3
"""html5lib.py HTML_TOKENS [FOLDER]: runs the tokeniser cases (*.test) of html5lib in FOLDER and prints how many passed.

Without FOLDER the environment variable BW_HTML5LIB names it, else ../shared/eval/html5lib/tokenizer beside the project is
looked at. The output is TAP, one line a file, skipped where there are no cases. Cases of "xmlViolationTests" coerce the
output for XML trees, which is done here after the tokens are made. Parse errors are not compared.
"""
import json, os, pathlib, re, subprocess, sys

STATES = {"Data state": 0, "RCDATA state": 1, "RAWTEXT state": 2, "Script data state": 3, "PLAINTEXT state": 4,
          "CDATA section state": 5}
here = pathlib.Path(__file__).resolve().parent
given = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("BW_HTML5LIB")
folder = pathlib.Path(given) if given else here.parent.parent / "shared/eval/html5lib/tokenizer"


def unescape(v):
    if isinstance(v, str):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), v)
    if isinstance(v, list):
        return [unescape(x) for x in v]
    return {unescape(k): unescape(x) for k, x in v.items()} if isinstance(v, dict) else v


def as_bytes(s):
    return join_pairs(s).encode("utf-8", "surrogatepass")


def join_pairs(s):
    return re.sub("[\ud800-\udbff][\udc00-\udfff]",
                  lambda m: m[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), s)


def cases(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    for t in data.get("tests", []) + data.get("xmlViolationTests", []):
        if t.get("doubleEscaped"):
            t["input"], t["output"] = unescape(t["input"]), unescape(t["output"])
        for state in t.get("initialStates") or ["Data state"]:
            yield t, state, "xmlViolationTests" in data


def text_of(hexed):
    return None if hexed == "-" else bytes.fromhex(hexed).decode("utf-8", "surrogatepass")


def token_of(word):
    kind, *part = word.split(":")
    if kind == "o":
        attrs = {}
        for pair in filter(None, part[2].split(",")):
            name, value = map(text_of, pair.split("="))
            assert name not in attrs, "an attribute twice"
            attrs[name] = value
        return ["StartTag", text_of(part[0]), attrs] + ([True] if part[1] == "1" else [])
    if kind == "d":
        return ["DOCTYPE", *map(text_of, part[:3]), part[3] == "0"]
    return [{"t": "Character", "c": "EndTag", "k": "Comment"}[kind], text_of(part[0])]


def joined(tokens):
    out = []
    for t in tokens:
        if t[0] == "Character" and out and out[-1][0] == "Character":
            out[-1] = ["Character", out[-1][1] + t[1]]
        else:
            out.append(t)
    return out


def for_xml(t):
    """What a tree for XML cannot hold is replaced (13.2.9)."""
    if t[0] == "Character":
        return [t[0], re.sub("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]", "\ufffd", t[1]).replace("\f", " ")]
    return [t[0], re.sub("-(?=-)", "- ", t[1])] if t[0] == "Comment" else t


def run(path):
    todo = list(cases(path))
    sent = b""
    for t, state, _ in todo:
        raw = as_bytes(t["input"])
        sent += f"{STATES[state]} {len(raw)} {t.get('lastStartTag', '')}\n".encode() + raw
    lines = subprocess.run([sys.argv[1]], input=sent, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    passed = 0
    for (t, state, xml), line in zip(todo, lines, strict=True):
        got = joined(map(token_of, line.split()))
        want = json.loads(json.dumps(t["output"]))
        want = [[join_pairs(x) if isinstance(x, str) else x for x in w] for w in want]
        good = [for_xml(g) if xml else g for g in got] == want
        passed += good
        if not good:
            print(f"# {path.name}: {t['description']} ({state})\n#   in   {t['input']!r}\n#   got  {got}\n#   want {want}")
    return passed, len(todo)


files = sorted(folder.glob("*.test"))
if not files:
    print("1..0 # SKIP no html5lib cases here; BW_HTML5LIB may name their folder")
    sys.exit(0)
all_passed = all_cases = 0
for i, path in enumerate(files, 1):
    passed, n = run(path)
    print(f"{'ok' if passed == n else 'not ok'} {i} - {path.name}: {passed} of {n}")
    all_passed, all_cases = all_passed + passed, all_cases + n
print(f"1..{len(files)}\n# {all_passed} of {all_cases} passed")
sys.exit(all_passed != all_cases)
