"""test_hostile.py DRIVER: servers that cheat, drip, never end or never answer. All on loopback. Speaks TAP."""
import base64, gzip, socket, struct, sys, zlib

sys.dont_write_bytecode = True

from netlib import Raw, check, finish, forever, output, plain, raw, run, silent, timed

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
CLOSE = OK + b"Connection: close\r\n\r\n"
BROTLI_WORDS = base64.b64decode("G4cTACRAapDHqjh9gT0LAAA=")  # "word " a thousand times
BROTLI_BOMB = base64.b64decode("y///PwAkAOKxQHLv//j//weABEAcFoDu/V/+s8QAkACIwwLQJYkB")  # 20 million zeros


def zstd(runs, size, whole=True):
    """Blocks of one byte repeated, with a window of 2 MB and no size stated."""
    blocks = b"".join(((size << 3) | 2 | (i == runs - 1 and whole)).to_bytes(3, "little") + b"x" for i in range(runs))
    return b"\x28\xb5\x2f\xfd\x00\x58" + blocks


def packed(how, body):
    return plain(body, Content_Encoding=how)


words = b"word " * 1000
gz = gzip.compress(words)
bare = zlib.compressobj(wbits=-15)
bare = bare.compress(words) + bare.flush()
kept = {"n": 0}


def smuggle(connection, request):
    """Says five bytes and sends a whole second answer behind them, on a connection that it keeps."""
    connection.sendall(OK + b"Content-Length: 5\r\n\r\nfirst" + OK + b"Content-Length: 8\r\n\r\nsmuggled")
    return True


site = Raw(
    {
        "/ok": plain("fine"),
        "/drip": forever(OK + b"Content-Length: 1000000\r\n\r\n", b".", 0.05),
        "/drip-head": forever(OK, b"X: y\r\n", 0.05),
        "/endless": forever(CLOSE, b"x" * 65536),
        "/endless-chunks": forever(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        "/endless-extension": forever(CHUNKED + b"5;", b"e" * 4096),
        "/endless-headers": forever(OK, b"X-More: " + b"y" * 1000 + b"\r\n"),
        "/endless-line": forever(OK + b"X-More: ", b"y" * 4096),
        "/endless-hints": forever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 20),
        "/endless-trailers": forever(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-More: " + b"y" * 1000 + b"\r\n"),
        "/silent": silent,
        "/bomb-gzip": packed("gzip", gzip.compress(b"\0" * 20_000_000)),
        "/bomb-deflate": packed("deflate", zlib.compress(b"\0" * 20_000_000)),
        "/bomb-br": packed("br", BROTLI_BOMB),
        "/bomb-zstd": packed("zstd", zstd(200, 131072)),
        "/bomb-twice": packed("gzip, gzip", gzip.compress(gzip.compress(b"\0" * 20_000_000))),
        "/gzip": packed("gzip", gz),
        "/deflate": packed("deflate", zlib.compress(words)),
        "/deflate-bare": packed("deflate", bare),
        "/br": packed("br", BROTLI_WORDS),
        "/zstd": packed("zstd", zstd(5, 1000)),
        "/gzip-members": packed("gzip", gz + gz),
        "/gzip-tail": packed("gzip", gz + b"\0\0\0 tail"),
        "/gzip-twice": packed("gzip, gzip", gzip.compress(gz)),
        "/gzip-name": packed("X-GZIP", gz),
        "/identity": packed("identity", b"plain"),
        "/gzip-cut": raw(CLOSE[:-2] + b"Content-Encoding: gzip\r\n\r\n" + gz[:-9]),
        "/gzip-no-trailer": packed("gzip", gz[:-8]),
        "/gzip-sum": packed("gzip", gz[:-8] + b"\1\2\3\4" + gz[-4:]),
        "/br-cut": packed("br", BROTLI_WORDS[:-3]),
        "/zstd-cut": packed("zstd", zstd(5, 1000, whole=False)),
        "/zstd-window": packed("zstd", b"\x28\xb5\x2f\xfd\x00\xa0" + zstd(5, 1000)[6:]),
        "/not-br": packed("br", b"this is no brotli at all, by far"),
        "/not-zstd": packed("zstd", b"nor this any zstd"),
        "/unknown": packed("rot13", b"jbeq"),
        "/many": packed("gzip, gzip, gzip, gzip", gz),
        "/length-long": raw(OK + b"Content-Length: 100\r\n\r\nshort"),
        "/length-short": raw(OK + b"Content-Length: 5\r\n\r\nfirst and more", then_close=False),
        "/length-negative": raw(OK + b"Content-Length: -5\r\n\r\nbody"),
        "/length-huge": raw(OK + b"Content-Length: 99999999999999999999999\r\n\r\nbody"),
        "/chunk-huge": raw(CHUNKED + b"ffffffffffffffffff\r\nbody"),
        "/chunk-negative": raw(CHUNKED + b"-5\r\nbody\r\n0\r\n\r\n"),
        "/chunk-cut": raw(CHUNKED + b"5\r\nhello\r\n"),
        "/smuggle": smuggle,
        "/after": plain("its own"),
        "/partial": raw(b"HTTP/1.1 206 Part\r\nContent-Range: bytes 0-3/100\r\nContent-Length: 4\r\n\r\npart"),
        "/not-asked": plain(b"", "304 Same"),
        "/nothing": raw(b"HTTP/1.1 204 None\r\n\r\n", then_close=False),
        "/odd": plain("odd", "799 Odd"),
        "/old": raw(b"<html>no head at all</html>"),
        "/noise": raw(bytes(range(256)) * 4),
        "/bad-lines": raw(OK + b"no colon here\r\n: no name\r\nContent-Type\r\nContent-Length: 4\r\n\r\nbody"),
        "/injected": raw(OK + b'ETag: "a\x00b"\r\nLast-Modified: x\x1b[31my\r\nContent-Type: text/html\x07\r\nContent-Length: 4\r\n\r\nbody'),
        "/folded": raw(OK + b"ETag: \"a\"\r\n\tX-Injected: b\r\nContent-Length: 4\r\n\r\nbody"),
        "/loop": plain("", "302 Found", Location="/loop"),
        "/ping": plain("", "301 Moved", Location="/pong"),
        "/pong": plain("", "301 Moved", Location="/ping"),
        "/grow": lambda c, h: plain("", "302 Found", Location="?" + "a" * (len(site.seen) * 50))(c, h),
        "/to-file": plain("", "302 Found", Location="file:///etc/passwd"),
        "/to-ftp": plain("", "302 Found", Location="ftp://ftp.example/feed"),
        "/to-data": plain("", "302 Found", Location="data:text/html,hello"),
        "/to-gopher": plain("", "302 Found", Location="gopher://127.0.0.1:25/_HELO"),
        "/to-script": plain("", "302 Found", Location="javascript:alert(1)"),
        "/to-user": lambda c, h: plain("", "302 Found", Location=f"http://user:word@127.0.0.1:{site.port}/ok")(c, h),
        "/to-user-hidden": lambda c, h: plain("", "302 Found", Location=f"\\\\known.example@127.0.0.1:{site.port}/ok")(c, h),
        "/to-nowhere": plain("", "302 Found", Location="http://"),
        "/no-location": plain("no location", "302 Found"),
        "/to-private": lambda c, h: plain("", "302 Found", Location=f"http://public.example:{site.port}/ok")(c, h),
    }
)
url = site.url

for path, code, health, why in (
    ("/drip", "limit", "too-slow", "a body that drips"),
    ("/drip-head", "limit", "too-slow", "headers that drip"),
    ("/silent", "limit", "too-slow", "a server that never answers"),
):
    [r], seconds = timed("+private", "net.slow_rate=1K", "net.slow_time=1s", url + path)
    check(r["code"] == code and r["health"] == health and seconds < 8, f"{why} is given up", (r, seconds))
    check("net.slow_time" in r["words"] and "next visit" in r["words"], "in words that say what can be done", r)

for path, health in (("/endless", "too-large"), ("/endless-chunks", "too-large"), ("/endless-headers", "headers"), ("/endless-hints", "headers")):
    [r], seconds = timed("+private", "net.max_body=100K", "net.retries=0", url + path)
    check(r["code"] == "limit" and r["health"] == health and r["length"] == 0 and seconds < 5, f"{path} has an end", (r, seconds))
for path in ("/endless-line", "/endless-extension", "/endless-trailers"):
    [r], seconds = timed("+private", "net.timeout=3s", "net.retries=0", url + path)
    check(r["code"] != "ok" and r["length"] == 0 and seconds < 6, f"{path} too", (r, seconds))

for how in ("gzip", "deflate", "br", "zstd", "twice"):
    [r], seconds = timed("+private", "net.max_body=1M", f"{url}/bomb-{how}")
    check(r["code"] == "limit" and r["health"] == "too-large" and r["length"] == 0, f"a bomb of {how}", (r, seconds))
for how, length in (
    ("gzip", 5000), ("deflate", 5000), ("deflate-bare", 5000), ("br", 5000), ("zstd", 5000), ("gzip-members", 10000), ("gzip-tail", 5000),
    ("gzip-twice", 5000), ("gzip-name", 5000), ("identity", 5),
):  # fmt: skip
    [r] = run("+private", f"{url}/{how}")
    check(r["code"] == "ok" and r["length"] == length, f"{how} is unpacked", r)
asked = site.asked("/gzip")[0]["accept-encoding"]
check({"gzip", "deflate", "br", "zstd"} <= set(asked.replace(" ", "").split(",")), "all encodings are asked for", asked)
for how in ("gzip-cut", "gzip-no-trailer", "gzip-sum", "br-cut", "zstd-cut", "zstd-window", "not-br", "not-zstd", "unknown", "many"):
    [r] = run("+private", "net.retries=0", f"{url}/{how}")
    check(r["code"] == "net" and r["length"] == 0, f"{how} is a fault, and nothing of it is kept", r)

for path in ("/length-long", "/length-negative", "/length-huge", "/chunk-huge", "/chunk-negative", "/chunk-cut"):
    [r], seconds = timed("+private", "net.retries=0", "net.timeout=3s", url + path)
    check(r["code"] != "ok" and r["length"] == 0, f"{path} is a fault", (r, seconds))
[r] = run("+private", f"{url}/length-short")
check(r["body"] == "first", "no more is read than was announced", r)
rows = run("+private", "net.per_host=1", f"{url}/smuggle", f"{url}/after", f"{url}/after")
check([r["body"] for r in rows] == ["first", "its own", "its own"], "an answer smuggled behind another is nobody's", rows)

for path, status in (("/partial", 206), ("/not-asked", 304), ("/nothing", 204), ("/odd", 799)):
    [r] = run("+private", url + path)
    check(r["code"] == "net" and r["status"] == status and r["health"] == "http" and r["length"] == 0, f"{status} is no answer", r)
for path in ("/old", "/noise"):
    [r] = run("+private", "net.retries=0", url + path)
    check(r["code"] == "net" and r["length"] == 0, f"{path} is no HTTP", r)
[r] = run("+private", "net.retries=0", f"{url}/bad-lines")
check(r["body"] in ("body", ""), "lines that are no headers do no harm", r)
[r] = run("+private", "net.retries=0", f"{url}/injected")
check(r["etag"] + r["modified"] + r["type"] == "" or r["code"] == "net", "values with control characters are not kept", r)
[r] = run("+private", "net.retries=0", f"{url}/folded")
check("\n" not in r["etag"] and "\r" not in r["etag"] and "\t" not in r["etag"][:4], "a folded line injects nothing", r)

for path, words in (
    ("/loop", "without end"), ("/ping", "without end"), ("/to-file", "only http and https"), ("/to-ftp", "only http and https"),
    ("/to-data", "only http and https"), ("/to-gopher", "only http and https"), ("/to-script", "only http and https"),
    ("/to-user", "user name"), ("/to-user-hidden", "user name"),
):  # fmt: skip
    [r] = run("+private", url + path)
    check(r["code"] == "refused" and words in r["words"] and "word@" not in r["words"], f"{path}: {words}", r)
for path in ("/to-nowhere", "/grow"):
    [r] = run("+private", url + path)
    check(r["code"] == "refused" and len(r["words"]) < 1024, f"{path} is refused", r)
[r] = run("+private", f"{url}/no-location")
check(r["code"] == "net" and r["status"] == 302, "a redirect without an address is no answer", r)

# Names that look public and are not: what counts is the address that is connected to.
named = f"http://public.example:{site.port}"
to = f"net.resolve=public.example:{site.port}:127.0.0.1"
before = len(site.seen)
for address in ("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "168.63.129.16"):
    [r] = run(f"net.resolve=public.example:{site.port}:{address}", "net.retries=0", "net.connect_timeout=2s", f"{named}/ok")
    check(r["code"] == "refused" and r["health"] == "private", f"a public name for {address} is refused", r)
check(len(site.seen) == before, "without a byte sent", site.seen[before:])
[r] = run("+private", to, f"{named}/ok")
check(r["body"] == "fine", "unless the source may", r)
rows = run(to, "net.per_host=1", "+private", f"{named}/ok", f"{named}/after", "--", "-private", f"{named}/ok", f"{named}/after")
check([r["code"] for r in rows] == ["ok", "ok", "refused", "refused"], "a connection kept open for one that may serves no other", rows)
rows = run(to, "+private", f"{url}/to-private")
check(rows[0]["health"] == "private" and "another host" in rows[0]["words"], "a redirect there is refused even to one that may ask its own host", rows)
proxy = {"http_proxy": url}
for host in ("metadata.google.internal", "printer.local", "router.home.arpa", "a.localhost", "0x7f.1", "[::ffff:a9fe:a9fe]"):
    [r] = run(f"http://{host}/", env=proxy)
    check(r["code"] == "refused" and "not public" in r["words"], f"{host} is not asked of a proxy either", r)

# Addresses with a user in them.
_, text = output("+private", f"http://me:hidden@127.0.0.1:{site.port}/ok", "http://me:hidden@/", "https://me:hidden@[::zz]/", "ftp://me:hidden@a.example/")
check("fine" in text and "hidden" not in text, "user and password of an address are not shown, whatever is wrong with it", text)
check("authorization" not in site.asked("/ok")[-1], "nor sent", site.asked("/ok")[-1])

# robots.txt that does the same.
for name, answer in (
    ("endless", forever(CLOSE, b"Disallow: /x\n" * 5000)),
    ("bomb", packed("gzip", gzip.compress(b"Disallow: /x\n" * 1_000_000))),
    ("silent", silent),
    ("cut", raw(OK + b"Content-Length: 1000\r\n\r\nUser-agent: *\n")),
    ("loop", plain("", "301 Moved", Location="/robots.txt")),
    ("reset", lambda c, h: c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))),
):
    other = Raw({"/robots.txt": answer, "/ok": plain("fine")})
    [r], seconds = timed("+private", "net.retries=0", "net.slow_time=1s", f"{other.url}/ok")
    opens = name in ("endless", "loop")
    check((r["code"] == "ok") == opens and seconds < 6, f"robots.txt: {name} {'opens' if opens else 'closes'}", (r, seconds))
    check(opens or not other.asked("/ok"), "and the page is not asked for", other.seen)

finish()
