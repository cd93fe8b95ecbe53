"""test_fetch.py DRIVER: a server on 127.0.0.1 that does what servers do, and what the fetcher makes of it. Speaks TAP."""
import gzip, http.server, json, os, pathlib, subprocess, sys, tempfile, threading, time

DRIVER = sys.argv[1]
seen = []  # (path, headers) in order of arrival
tries = {}
lock = threading.Lock()
flying = {"now": 0, "most": 0}


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def nth(self):
        with lock:
            tries[self.path] = tries.get(self.path, 0) + 1
            return tries[self.path]

    def do_GET(self):
        with lock:
            seen.append((self.path, dict(self.headers)))
        name = "get_" + self.path.split("?")[0].strip("/").replace("/", "_").replace(".", "_").replace("-", "_")
        method = getattr(self, name, None)
        if self.path.startswith("http://"):
            self.proxied()
        elif method:
            method()
        else:
            self.answer(404, b"not here")

    def proxied(self):
        if self.path.endswith("/robots.txt"):
            self.answer(404)
        elif "to-metadata" in self.path:
            self.answer(302, Location="http://169.254.169.254/latest/meta-data/")
        elif "to-loopback" in self.path:
            self.answer(302, Location=f"http://127.0.0.1:{self.server.server_port}/ok")
        elif "to-file" in self.path:
            self.answer(302, Location="file:///etc/passwd")
        else:
            self.answer(200, b"through the proxy")

    def get_robots_txt(self):
        self.answer(200, b"User-agent: *\nDisallow: /\n\nUser-agent: Bellwether\nDisallow: /closed\nAllow: /closed/open\n")

    def get_ok(self):
        self.answer(200, b"fine", Content_Type="text/plain; charset=utf-8", ETag='"v1"', Last_Modified="Mon, 02 Mar 2026 06:30:00 GMT")

    def get_closed_page(self):
        self.answer(200, b"closed")

    def get_closed_open(self):
        self.answer(200, b"open")

    def get_conditional(self):
        if self.headers.get("If-None-Match") == '"v7"':
            self.answer(304, ETag='"v7"')
        else:
            self.answer(200, b"seven", ETag='"v7"')

    def get_unasked_304(self):
        self.answer(304)

    def get_not_http(self):
        if self.nth() < 2:
            self.close_connection = True
            self.wfile.write(b"\0\xff what an answer before it left on the line\r\n")
        else:
            self.answer(200, b"after noise")

    def get_gzip(self):
        assert "gzip" in self.headers["Accept-Encoding"]
        self.answer(200, gzip.compress(b"word " * 1000), Content_Encoding="gzip")

    def get_gzip_broken(self):
        self.answer(200, b"this is no gzip data at all", Content_Encoding="gzip")

    def get_bomb(self):
        self.answer(200, gzip.compress(b"\0" * 4_000_000), Content_Encoding="gzip")

    def get_loop(self):
        self.answer(302, Location="/loop")

    def get_hop1(self):
        self.answer(301, Location="/hop2?a=b#part")

    def get_hop2(self):
        self.answer(308, Location="/ok")

    def get_hop3(self):
        self.answer(302, Location="/ok")

    def get_to_closed(self):
        self.answer(302, Location="/closed/page")

    def get_cut(self):
        self.answer(200, b"only this", Content_Length="1000")
        self.close_connection = True

    def get_cut_chunks(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nhello\r\n")
        self.close_connection = True

    def get_drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b".")
                time.sleep(0.1)
        except OSError:
            pass

    def get_long(self):
        self.answer(200, b"x" * 5000)

    def get_long_unsaid(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"x" * 5000)
        self.close_connection = True

    def get_busy(self):
        if self.nth() < 3:
            self.answer(503, Retry_After="0")
        else:
            self.answer(200, b"at last")

    def get_later(self):
        self.nth()
        self.answer(429, Retry_After="3600")

    def get_later_by_date(self):
        self.nth()
        self.answer(429, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")

    def get_reset(self):
        if self.nth() < 2:
            self.close_connection = True
            self.connection.close()
        else:
            self.answer(200, b"after a reset")

    def get_gone(self):
        self.answer(410)

    def get_slow(self):
        with lock:
            flying["now"] += 1
            flying["most"] = max(flying["most"], flying["now"])
        time.sleep(0.05)
        with lock:
            flying["now"] -= 1
        self.answer(200, self.path.encode())


class Broken(Site):
    def get_robots_txt(self):
        self.answer(500)


class Private(Site):
    """An origin whose robots.txt leads elsewhere."""

    def get_robots_txt(self):
        self.answer(301, Location="/other-robots")

    def get_other_robots(self):
        self.answer(200, b"User-agent: *\nDisallow: /ok\n")


def serve(kind):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    server.handle_error = lambda *args: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def run(*args, env=None):
    clean = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    done = subprocess.run([DRIVER, *args], capture_output=True, text=True, env={**clean, **(env or {})}, timeout=120)
    if done.returncode or done.stderr:
        print("#", done.returncode, done.stdout, done.stderr.replace("\n", "\n# "))
    return [json.loads(line) for line in done.stdout.splitlines()]


count = failed = 0


def check(good, what, shown=None):
    global count, failed
    count += 1
    print(f"{'' if good else 'not '}ok {count} - {what}")
    if not good:
        failed += 1
        print("#", shown)


site, broken, moved = serve(Site), serve(Broken), serve(Private)

[r] = run("+private", f"{site}/ok")
check(r["code"] == "ok" and r["status"] == 200 and r["body"] == "fine", "a page is fetched", r)
check(r["etag"] == '"v1"' and r["modified"] == "Mon, 02 Mar 2026 06:30:00 GMT" and r["type"] == "text/plain; charset=utf-8", "its headers are kept", r)
agents = {h.get("User-Agent", "") for _, h in seen}
check(len(agents) == 1 and agents.pop().startswith("bellwether/"), "the program says its name", agents)

[r] = run("+private", f'{site}/conditional "v7"')
check(r["status"] == 304 and r["code"] == "ok" and r["length"] == 0 and r["etag"] == '"v7"', "an unchanged page is not sent again", r)
[r] = run("+private", f'{site}/conditional "v6"')
check(r["status"] == 200 and r["body"] == "seven", "a changed page is", r)

[r] = run("+private", f"{site}/unasked-304")
check(r["code"] == "net" and "was not asked" in r["words"], "unchanged is no answer to a first question", r)

[r] = run("+private", f"{site}/gzip")
check(r["length"] == 5000 and r["body"].startswith("word "), "compressed pages are unpacked", r)
[r] = run("+private", f"{site}/gzip-broken")
check(r["code"] == "net" and r["length"] == 0, "what cannot be unpacked is a fault", r)
[r] = run("+private", "net.max_body=1M", f"{site}/bomb")
check(r["code"] == "limit" and "net.max_body" in r["words"], "the limit counts unpacked bytes", r)

[r] = run("+private", f"{site}/loop")
check(r["code"] == "refused" and "without end" in r["words"], "a redirect loop ends", r)
[r] = run("+private", f"{site}/hop1")
check(r["body"] == "fine" and r["url"] == f"{site}/ok" and r["permanent"], "permanent redirects are followed and told", r)
check(any(p == "/hop2?a=b" for p, _ in seen), "a fragment is not sent")
[r] = run("+private", f"{site}/hop3")
check(r["body"] == "fine" and not r["permanent"], "a temporary redirect is not called permanent", r)

[r] = run("+private", "net.retries=0", f"{site}/cut")
check(r["code"] == "net" and "broke off" in r["words"] and r["length"] == 0, "a body shorter than announced is a fault", r)
[r] = run("+private", "net.retries=0", f"{site}/cut-chunks")
check(r["code"] == "net" and "broke off" in r["words"], "so is one without its last chunk", r)
[r] = run("+private", "net.timeout=1s", f"{site}/drip")
check(r["code"] == "limit" and "net.timeout" in r["words"], "a body that drips ends at the time limit", r)
[r] = run("+private", "net.max_body=4000", f"{site}/long")
check(r["code"] == "limit" and "net.max_body" in r["words"], "a body that says it is too long is not read", r)
[r] = run("+private", "net.max_body=4000", f"{site}/long-unsaid")
check(r["code"] == "limit" and r["length"] == 0, "nor one that does not say so", r)

[r] = run("+private", f"{site}/busy")
check(r["body"] == "at last" and tries["/busy"] == 3, "a busy server is asked again", r)
[r] = run("+private", f"{site}/later")
check(r["code"] == "net" and r["status"] == 429 and r["retry_after"] == 3600 and tries["/later"] == 1, "a long pause is reported and kept", r)
check("in 60 minutes at the earliest" in r["words"] and "seconds" not in r["words"], "in words that people use", r)
[r] = run("+private", f"{site}/later-by-date")
check(r["status"] == 429 and r["retry_after"] == 365 * 86400 and "in a year or more at" in r["words"] and tries["/later-by-date"] == 1, "also when it is a date", r)
[r] = run("+private", f"{site}/reset")
check(r["body"] == "after a reset", "a connection that breaks is tried again", r)
[r] = run("+private", f"{site}/not-http")
check(r["body"] == "after noise", "so is one that speaks no HTTP", r)

before = len(seen)
rows = run("+private", f"{site}/closed/page", f"{site}/closed/open", f"{site}/to-closed", "--", f"{site}/ok")
check(rows[0]["code"] == "refused" and "/robots.txt" in rows[0]["words"] and "Disallow: /closed" in rows[0]["words"], "robots.txt is obeyed", rows[0])
check(rows[1]["body"] == "open", "and its exceptions are", rows[1])
check(rows[2]["code"] == "refused", "after a redirect too", rows[2])
check([p for p, _ in seen[before:]].count("/robots.txt") == 1, "robots.txt is fetched once", seen[before:])
check(not any(p == "/closed/page" for p, _ in seen), "what it closes is never asked for")
[r] = run("+private", "net.retries=0", f"{broken}/ok")
check(r["code"] == "refused" and "robots.txt answered 500" in r["words"], "a server that fails over robots.txt is left alone", r)
rows = run("+private", f"{moved}/ok", f"{moved}/conditional")
check(rows[0]["code"] == "refused" and rows[1]["body"] == "seven", "robots.txt may be elsewhere", rows)

[r] = run("+private", f"{site}/ok?b=\u00e9#part")
check(r["body"] == "fine" and any(p == "/ok?b=%C3%A9" for p, _ in seen), "letters outside ASCII are encoded", r)
[r] = run("+private", f"{site}/nothing")
check(r["code"] == "not-found" and r["status"] == 404 and f"{site}/nothing answered 404" in r["words"], "404 says which address and what to do", r)
[r] = run("+private", f"{site}/gone")
check(r["code"] == "not-found" and r["status"] == 410, "410 too", r)

[r] = run("net.retries=0", f"{site}/ok")
check(r["code"] == "refused" and "not public" in r["words"], "a private address is refused", r)
for url in ("http://localhost:1/", "http://[::1]:1/", "http://[::ffff:127.0.0.1]:1/", "http://169.254.169.254/", "http://127.1/", "http://2130706433/", "http://0/"):
    [r] = run("net.retries=0", url)
    check(r["code"] == "refused" and "not public" in r["words"], f"so is {url}", r)
[r] = run("ftp://files.example/feed")
check(r["code"] == "refused" and "http" in r["words"], "only http and https", r)
[r] = run("+private", "net.retries=1", "http://127.0.0.1:1/")
check(r["code"] == "net" and r["status"] == 0 and "cannot be reached" in r["words"], "a port that nobody listens on", r)

env = {"http_proxy": site, "no_proxy": "127.0.0.1"}
[r] = run("http://public.example/page", env=env)
check(r["body"] == "through the proxy", "the proxy of the environment is used", r)
for where in ("to-metadata", "to-loopback"):
    [r] = run(f"http://public.example/{where}", env=env)
    check(r["code"] == "refused" and "not public" in r["words"], f"a redirect {where} is refused", r)
[r] = run("http://public.example/to-file", env=env)
check(r["code"] == "refused" and "only http and https" in r["words"], "a redirect to a file is refused", r)

rows = run("+private", "net.per_host=2", *[f"{site}/slow?{i}" for i in range(8)])
check([r["body"] for r in rows] == [f"/slow?{i}" for i in range(8)], "answers come in the order of the requests", rows)
check(0 < flying["most"] <= 2, "no more at a time to one host than allowed", flying)

with tempfile.TemporaryDirectory() as folder:
    host = pathlib.Path(folder) / "a.example"
    (host / "dir").mkdir(parents=True)
    (host / "feed.xml").write_text("<rss/>")
    (host / "dir" / "index.html").write_text("index")
    (host / "a b?x=1").write_text("query")
    (host / "closed.html").write_text("no")
    (host / "robots.txt").write_text("User-agent: *\nDisallow: /closed")
    (pathlib.Path(folder) / "b.example").mkdir()
    mirror = f"net.mirror={folder}"
    rows = run(mirror, "https://a.example/feed.xml", "https://a.example/dir/", "https://a.example/a%20b?x=1", "https://a.example/closed.html",
               "https://a.example/%2e%2e/a.example/feed.xml", "https://b.example/feed.xml", "https://a.example/dir", "https://a.example/feed.xml%00")
    check(rows[0]["body"] == "<rss/>" and rows[0]["type"] == "application/xml", "the mirror answers", rows[0])
    check(rows[1]["body"] == "index", "with the index of a folder", rows[1])
    check(rows[2]["body"] == "query", "with names that are percent-encoded and have a query", rows[2])
    check(rows[3]["code"] == "refused", "and keeps to its robots.txt", rows[3])
    check([r["status"] for r in rows[5:]] == [404] * 3, "what is not there is 404", rows[4:])
    check(rows[4]["status"] in (200, 404) and rows[4]["body"] in ("", "<rss/>"), "dots stay inside", rows[4])
    [r] = run(mirror, f"https://a.example/feed.xml {rows[0]['etag']}")
    check(r["status"] == 304 and r["length"] == 0, "an unchanged file is 304", r)

print(f"1..{count}")
sys.exit(failed != 0)
