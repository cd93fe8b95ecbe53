"""test_manners.py DRIVER: politeness, pauses, proxies, and secrets that stay where they belong. Speaks TAP."""
import json, pathlib, sys, tempfile, time

sys.dont_write_bytecode = True

from netlib import Raw, check, finish, output, plain, raw, run, silent, timed

# ---- how the program names itself
site = Raw({"/ok": plain("fine"), "/fresh": plain("fine", Cache_Control="public, max-age=600", Age="100"), "/stale": plain("x", Cache_Control="no-cache")})
run("+private", "net.contact=https://desk.example/bot", f"{site.url}/ok")
agents = {h["user-agent"] for _, h in site.seen}
check(len(agents) == 1 and agents.pop().endswith(" (+https://desk.example/bot)"), "the agent says where its owner is found", site.seen)
rows = run("+private", f"{site.url}/fresh", f"{site.url}/stale", f"{site.url}/ok")
check([r["fresh"] for r in rows] == [500, 0, -1], "how long an answer is good is told", rows)

# ---- pauses
stamps = []


def stamp(connection, request):
    stamps.append(time.monotonic())
    return plain("fine")(connection, request)


def gaps():
    return [round(b - a, 2) for a, b in zip(stamps, stamps[1:])]


paced = Raw({f"/{i}": stamp for i in range(4)})
named, to = f"http://public.example:{paced.port}", f"net.resolve=public.example:{paced.port}:127.0.0.1"
run("+private", to, "net.pause=1s", *[f"{named}/{i}" for i in range(3)])
check(len(stamps) == 3 and min(gaps()) > 0.9, "between two pages of a host there is a pause", gaps())
stamps.clear()
_, seconds = timed("+private", "net.pause=1s", *[f"{paced.url}/{i}" for i in range(3)])
check(seconds < 0.9, "hosts of this machine need none", gaps())
paced.paths["/robots.txt"] = plain("User-agent: *\nCrawl-delay: 0.5\nDisallow: /2\n")
stamps.clear()
run("+private", *[f"{paced.url}/{i}" for i in range(4)])
check(len(stamps) == 3 and 0.4 < min(gaps()) < 0.9, "the pause that robots.txt asks for is kept", gaps())
paced.paths["/robots.txt"] = plain("User-agent: *\nCrawl-delay: 3600\n")
stamps.clear()
_, seconds = timed("+private", "net.crawl_delay=1s", f"{paced.url}/0", f"{paced.url}/1")
check(0.9 < gaps()[0] < 2, "up to a bound", gaps())

# ---- Retry-After
busy = Raw({"/busy": plain("", "503 Busy", Retry_After="120"), "/many": plain("", "429 Slow Down"), "/ok": plain("fine")})
rows = run("+private", "net.per_host=1", f"{busy.url}/busy", f"{busy.url}/ok", "--", f"{busy.url}/ok")
check(rows[0]["status"] == 503 and rows[0]["retry_after"] == 120, "a host that is busy says for how long", rows[0])
check(all(r["health"] == "rests" and 100 < r["retry_after"] <= 120 for r in rows[1:]), "and is not asked again meanwhile", rows[1:])
check("in 2 minutes at the earliest" in rows[0]["words"] and "alone for 1" in rows[1]["words"].replace("2 minutes", "120 seconds"), "in words that people use", rows)
check(len(busy.asked("/busy")) == 1 and not busy.asked("/ok"), "by no request", busy.seen)
rows = run("+private", "net.per_host=1", "net.retries=1", f"{busy.url}/many", "--", f"{busy.url}/ok")
check(rows[0]["status"] == 429 and rows[1]["health"] == "rests" and len(busy.asked("/many")) == 2, "nor one that answers 429 again and again", rows)
check("later visit" in rows[1]["words"], "in words", rows[1])

# ---- backoff: not at once, and not all at the same moment
stamps.clear()


def failing(connection, request):
    stamps.append(time.monotonic())
    return plain("", "502 Bad")(connection, request)


flaky = Raw({"/a": failing, "/b": failing})
run("+private", "net.retries=2", f"{flaky.url}/a")
first = gaps()
stamps.clear()
run("+private", "net.retries=2", f"{flaky.url}/b")
check(len(first) == 2 and first[0] > 0.3 and first[1] > first[0], "new tries come later and later", first)
check(abs(first[0] - gaps()[0]) > 0.005, "at a moment of their own", (first, gaps()))

# ---- robots.txt that nobody gives
dead = "http://127.0.0.1:1"
[a, b] = run("+private", "net.retries=0", f"{dead}/a", f"{dead}/b")
check(a["health"] == b["health"] == "unreachable" and f"{dead}/a" in a["words"], "a host that cannot be reached", (a, b))

# ---- the dead do not stall the living
living = Raw({"/ok": plain("fine")})
quiet = [Raw({"/robots.txt": silent}, host=f"127.1.{i}.1") for i in range(20)]
rows, seconds = timed("+private", "+as-it-comes", "net.jobs=4", "net.timeout=4s", "net.retries=0", *[q.url + "/x" for q in quiet], *[f"{living.url}/ok?{i}" for i in range(5)])
check(len(rows) == 25 and len({r["tag"] for r in rows}) == 25, "each is handed over once", rows)
check([r["code"] for r in rows[:5]] == ["ok"] * 5, "twenty hosts that never answer do not hold up five that do", [r["code"] for r in rows])
check(seconds < 8, "nor each other", seconds)

# ---- much under way at once: bodies are bounded together, and all arrive
big = Raw({"/big": plain(b"y" * 3_000_000)})
rows = run("+private", "net.per_host=16", "net.jobs=16", *[f"{big.url}/big?{i}" for i in range(24)])
check([r["length"] for r in rows] == [3_000_000] * 24, "many long bodies come whole", [r["length"] for r in rows])

# ---- a proxy by setting
class Proxy(Raw):
    def answer(self, connection, lines):
        self.seen.append((lines[0].split(" ")[1], {}))
        target = lines[0].split(" ")[1]
        if target.endswith("/robots.txt"):
            connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        elif "to-private" in target:
            connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {living.url}/ok\r\nContent-Length: 0\r\n\r\n".encode())
        else:
            plain("through the proxy")(connection, {})
        return True


proxy = Proxy({})
[r] = run(f"net.proxy={proxy.url}", "http://public.example/page")
check(r["body"] == "through the proxy", "the proxy of the settings is used", r)
[r] = run(f"net.proxy={proxy.url}", "http://public.example/to-private")
check(r["code"] == "refused" and r["health"] == "private", "what it is asked for may not be private either", r)
[r] = run("+private", "net.proxy=none", f"{living.url}/ok", env={"http_proxy": proxy.url})
check(r["body"] == "fine", "none: the environment does not count", r)

# ---- private addresses: for one host, and for no other that it leads to
lan = Raw({"/ok": plain("fine"), "/feed": plain("fine")}, host="127.9.9.9")
lead = {"/there": f"{lan.url}/ok", "/keys": "http://169.254.169.254/latest/meta-data/iam", "/here": "/ok"}
home = Raw({"/ok": plain("fine"), **{k: plain("", "302 Found", Location=v) for k, v in lead.items()}})
rows = run("+private", *[home.url + p for p in ("/there", "/keys", "/here")])
check([r["health"] for r in rows] == ["private", "private", "ok"] and not lan.seen, "a private site leads to no other private one", rows)
check("another host than --allow-private was said for" in rows[0]["words"], "and the words say why", rows[0])
rows = run("+private", "only=127.0.0.1", f"{home.url}/ok", f"{lan.url}/ok", "http://169.254.169.254/latest/meta-data/iam")
check([r["health"] for r in rows] == ["ok", "private", "private"] and not lan.seen, "items are fetched on the host of their source alone", rows)
rows = run("+private", "only=public.example", f"{home.url}/ok", f"{lan.url}/ok")
check([r["health"] for r in rows] == ["private"] * 2, "a public source opens nothing", rows)
named = f"http://lan.example:{lan.port}"
[r] = run("+private", "only=LAN.example.", f"net.resolve=lan.example:{lan.port}:127.9.9.9", f"{named}/ok")
check(r["body"] == "fine", "a name that is looked up is a host too", r)
[r] = run("+private", "only=127.0.0.1", f"net.resolve=lan.example:{lan.port}:127.9.9.9", f"{named}/feed")
check(r["health"] == "private" and not lan.asked("/feed"), "another name is another host", r)
for where in ("169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "[fe80::1]"):
    [r] = run("+private", "net.retries=0", "net.timeout=2s", f"net.resolve=rebound.example:80:{where}", "http://rebound.example/ok")
    check(r["health"] == "private" and "link-local" in r["words"], f"no name leads to {where}", r)
[r] = run("+private", "net.retries=0", "net.timeout=1s", "net.connect_timeout=1s", "http://[fe80::1]:1/ok")
check(r["health"] != "private", "who writes such an address may ask for it", r)

# ---- secrets
TOKEN, WORD, COOKIE, FILED = "tok-5fe1c0ffee", "pass word+/=?", "sid-77aa88bb99cc", "filed-99dd00ee"
HIDDEN = (TOKEN, WORD, COOKIE, FILED, "pass%20word", "dXNlcjpwYXNzIHdvcmQrLz0/")


def echo(connection, request):
    got = request.get("authorization", "") + " " + request.get("cookie", "") + " " + request.get("x-key", "")
    where = "/next?key=" + request.get("x-key", "none")
    return plain(f"you said {got}", ETag=f'"{got}"', Content_Type=f"text/plain; x={got}", X_Where=where)(connection, request)


WORDS = "The port of Gdynia, /a/2.html, it is true"
elsewhere = Raw({"/ok": plain("fine"), "/next": plain("fine"), "/Gdynia.html": plain(WORDS + " 0123456789abcdef0123", ETag='"Gdynia-html"', Content_Type="text/html")})
guarded = Raw(
    {
        "/robots.txt": plain("User-agent: *\nDisallow: /shut\n"),
        "/feed/echo": echo,
        "/feed/away": lambda c, h: plain("", "302 Found", Location=f"{elsewhere.url}/ok")(c, h),
        "/feed/hand-on": lambda c, h: plain("", "302 Found", Location=f"{elsewhere.url}/ok?k=" + h["x-key"])(c, h),
        "/feed/inside": lambda c, h: plain("", "302 Found", Location="/feed/page?k=" + h["x-key"])(c, h),
        "/feed/page": plain("inside"),
        "/feed/angry": lambda c, h: raw(f"HTTP/1.1 500 {h['x-key']}\r\n{h['x-key']}\r\nContent-Length: 0\r\n\r\n".encode())(c, h),
        "/feed/noise": lambda c, h: raw(h["x-key"].encode() * 100)(c, h),
        "/feedback": plain("other"),
        "/basic": echo,
        "/basic/deep": echo,
        "/cookie": echo,
        "/ok": plain("open"),
        "/words": lambda c, h: plain(f"{WORDS} {h['x-token']}", ETag='"Gdynia-html"', Content_Type="text/html")(c, h),
        "/words/away": plain("", "302 Found", Location=f"{elsewhere.url}/Gdynia.html?edition=html"),
    }
)


class Into(Raw):
    """A proxy to a site that leads into another one."""

    def answer(self, connection, lines):
        target = lines[0].split(" ")[1]
        self.seen.append((target, {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:])}))
        if target.endswith("/in"):
            return plain("", "302 Found", Location="http://guarded.example/feed/page")(connection, {})
        return plain("User-agent: *" if target.endswith("robots.txt") else "page")(connection, {})


with tempfile.TemporaryDirectory() as folder:
    path, filed = pathlib.Path(folder) / "secrets.ini", pathlib.Path(folder) / "key"
    filed.write_text(FILED + "\n")
    filed.chmod(0o600)

    def write(text, mode=0o600):
        path.write_text(text)
        path.chmod(mode)

    good = f"""# what only some may see
[{guarded.url}/feed]
Authorization = Bearer env:BW_TEST_TOKEN
X-Key = file:{filed}
[{guarded.url}/basic]
user = user
password = {WORD}
[{guarded.url}/basic/deep]
X-Key = deeper
[http://guarded.example/feed]
X-Key = file:{filed}
[{guarded.url}/words]
Cookie = consent=true; region=Gdynia
X-Edition = the html
X-Token = 0123456789abcdef0123
[{guarded.url}/cookie]
cookie = sid={COOKIE}; theme=dark
"""
    write(good)
    env = {"BW_TEST_TOKEN": TOKEN}
    everything = []

    def ask(*args, env=env):
        status, text = output("+private", "net.retries=0", f"secrets={path}", "log.level=debug", *args, env=env)
        everything.append(text)
        return status, text

    ask(f"{guarded.url}/feed/echo")
    sent = guarded.asked("/feed/echo")[-1]
    check(sent["authorization"] == f"Bearer {TOKEN}" and sent["x-key"] == FILED, "what the environment and a file hold is sent", sent)
    check("authorization" not in guarded.asked("/robots.txt")[-1] and "x-key" not in guarded.asked("/robots.txt")[-1], "not with robots.txt")
    ask(f"{guarded.url}/basic")
    check(guarded.asked("/basic")[-1]["authorization"] == "Basic dXNlcjpwYXNzIHdvcmQrLz0/", "a password is sent as it should be", guarded.asked("/basic"))
    ask(f"{guarded.url}/basic/deep")
    check(guarded.asked("/basic/deep")[-1].get("x-key") == "deeper" and "authorization" not in guarded.asked("/basic/deep")[-1], "the longest section counts")
    ask(f"{guarded.url}/cookie")
    check(guarded.asked("/cookie")[-1]["cookie"] == f"sid={COOKIE}; theme=dark", "cookies too", guarded.asked("/cookie"))
    ask(f"{guarded.url}/feedback", f"{guarded.url}/ok", f"{elsewhere.url}/ok")
    bare = guarded.asked("/feedback") + guarded.asked("/ok") + elsewhere.asked("/ok")
    check(len(bare) == 3 and not any({"authorization", "x-key", "cookie"} & set(h) for h in bare), "nothing goes to other pages or hosts", bare)
    ask(f"{guarded.url}/feed/away")
    last = elsewhere.asked("/ok")[-1]
    check(len(elsewhere.asked("/ok")) == 2 and not {"authorization", "x-key"} & set(last), "nor after a redirect", last)
    _, text = ask(f"{guarded.url}/feed/hand-on")
    check("refused" in text and not any(FILED in p for p, _ in elsewhere.seen), "a server cannot hand it on in a redirect", text)
    _, text = ask(f"{guarded.url}/feed/inside")
    check('"inside"' in text and "****" in text, "within its own site it may", text)
    into = Into({})
    ask(f"net.proxy={into.url}", "http://public.example/in")
    there = into.asked("http://guarded.example/feed/page")
    check(len(there) == 1 and not {"authorization", "x-key"} & set(there[0]), "another host's redirect does not make it be sent", into.seen)
    ask(f"net.proxy={into.url}", "http://guarded.example/feed/page")
    check(into.asked("http://guarded.example/feed/page")[-1].get("x-key") == FILED, "that is sent otherwise", into.seen)
    rows = [json.loads(ask(f"{url}")[1]) for url in (f"{elsewhere.url}/Gdynia.html?edition=html", f"{guarded.url}/words/away", f"{guarded.url}/words")]
    for r in rows[:2]:
        check(r["body"] == f"{WORDS} 0123456789abcdef0123", "a secret that is a common word leaves other sites' text alone", r)
        check(r["url"] == f"{elsewhere.url}/Gdynia.html?edition=html" and r["etag"] == '"Gdynia-html"' and r["type"] == "text/html", "and their addresses and headers", r)
    check(rows[2]["body"] == f"{WORDS} {'*' * 20}", "short ones stay in its own site's text, a token that is echoed does not", rows[2])
    check(rows[2]["etag"] == '"Gdynia-html"' and rows[2]["type"] == "text/html", "nor does it change headers", rows[2])
    ask(f"{guarded.url}/feed/angry", f"{guarded.url}/feed/noise")
    for mode in (0o640, 0o604):
        write(good, mode)
        status, text = ask(f"{guarded.url}/ok")
        check(status and "chmod 600" in text, f"mode {mode:o} is refused, with what to do", text)
    write(good)
    filed.chmod(0o644)
    status, text = ask(f"{guarded.url}/ok")
    check(status and "chmod 600" in text and str(filed) in text, "so is that of a file it names", text)
    filed.chmod(0o600)
    status, text = ask(f"{guarded.url}/ok", env={})
    check(status and "BW_TEST_TOKEN" in text and ":3:" in text, "a variable that is not set is named, with its line", text)
    for what, line in (
        ("no section", f"X-Key = {TOKEN}"),
        ("no header", f"[a.example]\nX Key = {TOKEN}"),
        ("a header of ours", f"[a.example]\nHost = {TOKEN}"),
        ("another scheme", f"[ftp://a.example/]\nX-Key = {TOKEN}"),
        ("no value", f"[a.example]\nX-Key ="),
        ("no line", f"[a.example]\n{TOKEN}"),
    ):
        write(line + "\n")
        status, text = ask(f"{guarded.url}/ok")
        check(status and str(path) in text, f"{what} is refused, with the line", text)
    path.unlink()
    status, text = ask(f"{guarded.url}/ok")
    check(not status and "open" in text, "no file, no secrets", text)
    leaks = [(word, text) for word in HIDDEN for text in everything if word in text]
    check(len(everything) > 15 and not leaks, "no secret ever comes out: not in bodies, headers, addresses or words", leaks)

finish()
