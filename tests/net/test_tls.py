"""test_tls.py DRIVER: certificates that do not hold, HTTP/2 with many streams on one connection, and servers that misuse it. Speaks TAP."""
import pathlib, shutil, ssl, subprocess, sys, tempfile, threading, time

sys.dont_write_bytecode = True

from netlib import Raw, check, finish, plain, run, timed

if not shutil.which("openssl"):
    print("1..0 # SKIP openssl makes the certificates, and is not here")
    sys.exit(0)

folder = tempfile.TemporaryDirectory()
here = pathlib.Path(folder.name)
(here / "ca.cnf").write_text(
    "[ca]\ndefault_ca=d\n[d]\ndatabase=db\nnew_certs_dir=.\nserial=serial\npolicy=p\ndefault_md=sha256\ncopy_extensions=copy\n"
    "unique_subject=no\n[p]\ncommonName=supplied\n"
)
(here / "db").write_text("")
(here / "serial").write_text("01")


def openssl(*args):
    done = subprocess.run(["openssl", *args], cwd=here, capture_output=True, text=True)
    if done.returncode:
        print("#", done.stderr.replace("\n", "\n# "))
        sys.exit(1)


def certificate(name, host, start="20200101000000Z", end="20991231000000Z"):
    """Vouches for itself, so that it is its own authority."""
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    openssl("req", "-new", "-key", f"{name}.key", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}", "-out", f"{name}.csr")
    openssl("ca", "-batch", "-config", "ca.cnf", "-selfsign", "-keyfile", f"{name}.key", "-in", f"{name}.csr", "-startdate", start,
            "-enddate", end, "-notext", "-out", f"{name}.pem")  # fmt: skip
    return here / f"{name}.pem"


def context(name, protocols=("http/1.1",)):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain(here / f"{name}.pem", here / f"{name}.key")
    c.set_alpn_protocols(list(protocols))
    return c


names = {
    "good": certificate("good", "public.example"),
    "other": certificate("other", "other.example"),
    "old": certificate("old", "public.example", end="20200201000000Z"),
    "early": certificate("early", "public.example", start="20900101000000Z"),
}
(here / "all.pem").write_text("".join(p.read_text() for p in names.values()))
known = f"net.ca_file={here}/all.pem"
clear = Raw({"/ok": plain("in the clear")})


def resolve(*servers):
    return "net.resolve=" + " ".join(f"public.example:{s.port}:127.0.0.1" for s in servers)


def there(server, path="/ok"):
    return f"{'https' if server.tls else 'http'}://public.example:{server.port}{path}"


def secure(name):
    return Raw({"/ok": plain("in secret"), "/down": plain("", "301 Moved", Location=there(clear))}, tls=context(name))


servers = {name: secure(name) for name in names}
good = servers["good"]
[r] = run("+private", known, resolve(good), there(good))
check(r["body"] == "in secret", "a certificate that the settings vouch for", r)
for server, health, words, settings in (
    (good, "tls-untrusted", "net.ca_file", ()),
    (servers["other"], "tls-name", "for another host", (known,)),
    (servers["old"], "tls-expired", "past its time", (known,)),
    (servers["early"], "tls-early", "clock of this machine", (known,)),
):
    before = len(server.seen)
    [r] = run("+private", "net.retries=0", *settings, resolve(server), there(server))
    check(r["code"] == "net" and r["health"] == health and words in r["words"] and r["length"] == 0, f"{health} is refused, in words", r)
    check(len(server.seen) == before, "without a word sent", server.seen)


class Deaf(Raw):
    def serve(self, connection):
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 400 What\r\n\r\n")


deaf = Deaf({})
[r] = run("+private", "net.retries=0", known, resolve(deaf), f"https://public.example:{deaf.port}/ok")
check(r["code"] == "net" and r["health"] == "tls", "a server that speaks no TLS", r)
r = run("+private", f"net.ca_file={here}/none.pem", there(good))
check(r == [], "a file of certificates that is not there is told at once", r)

[r] = run("+private", known, resolve(good, clear), there(good, "/down"))
check(r["code"] == "refused" and "net.allow_downgrade" in r["words"] and not clear.asked("/ok"), "a redirect from https to http is refused", r)
[r] = run("+private", known, "net.allow_downgrade=yes", resolve(good, clear), there(good, "/down"))
check(r["body"] == "in the clear" and r["permanent"], "unless the settings allow it", r)


class Http2(Raw):
    """Speaks just enough HTTP/2 (RFC 9113): every stream gets the same answer, all at once after a while, or what mode says."""

    mode, most, first = "good", 0, True
    body = b"User-agent: *\nAllow: /\n"

    def serve(self, connection):
        try:
            connection = self.tls.wrap_socket(connection, server_side=True)
            lock, waiting = threading.Lock(), []
            if self.read(connection, 24) != b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n":
                return
            self.frame(connection, 4, 0, 0)
            while True:
                head = self.read(connection, 9)
                payload = self.read(connection, int.from_bytes(head[:3], "big"))
                kind, flags, stream = head[3], head[4], int.from_bytes(head[5:], "big")
                if kind == 4 and not flags & 1:
                    self.frame(connection, 4, 1, 0)
                elif kind == 1:
                    with lock:
                        waiting.append(stream)
                        self.most = max(self.most, len(waiting))
                    threading.Thread(target=self.later, args=(connection, stream, lock, waiting), daemon=True).start()
        except OSError:
            pass

    @staticmethod
    def read(connection, n):
        data = b""
        while len(data) < n:
            more = connection.recv(n - len(data))
            if not more:
                raise OSError
            data += more
        return data

    @staticmethod
    def frame(connection, kind, flags, stream, payload=b""):
        connection.sendall(len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload)

    def later(self, connection, stream, lock, waiting):
        time.sleep(0.3)
        with lock:
            waiting.remove(stream)
            self.seen.append((stream, self.mode))
            try:
                mode = "good" if self.first else self.mode  # the first one is robots.txt
                self.first = False
                getattr(self, "say_" + mode)(connection, stream)
            except OSError:
                pass

    def say_good(self, connection, stream):
        self.frame(connection, 1, 4, stream, b"\x88")  # :status 200
        self.frame(connection, 0, 1, stream, self.body)

    def say_reset(self, connection, stream):
        self.frame(connection, 1, 4, stream, b"\x88")
        self.frame(connection, 0, 0, stream, b"half of ")
        self.frame(connection, 3, 0, stream, b"\0\0\0\2")

    def say_cut(self, connection, stream):
        self.frame(connection, 1, 4, stream, b"\x88")
        self.frame(connection, 0, 0, stream, b"half of ")
        connection.close()

    def say_length(self, connection, stream):
        self.frame(connection, 1, 4, stream, b"\x88\x0f\x0d\x03100")  # content-length: 100
        self.frame(connection, 0, 1, stream, b"less than a hundred")

    def say_headers(self, connection, stream):
        self.frame(connection, 1, 0, stream, b"\x88")
        for _ in range(2000):  # CONTINUATION without end
            self.frame(connection, 9, 0, stream, b"\x00\x01x\x7f\x81\x07" + b"y" * 1024)

    def say_goaway(self, connection, stream):
        self.frame(connection, 7, 0, 0, b"\0\0\0\0\0\0\0\x0b")
        connection.close()

    def say_noise(self, connection, stream):
        self.frame(connection, 1, 4, stream, b"\xff\xff\xff\xff\xff\xff\xff")


two = Http2({}, tls=context("good", ("h2", "http/1.1")))
rows, seconds = timed("+private", known, resolve(two), "net.pause=0s", "net.per_host=8", *[there(two, f"/{i}") for i in range(8)])
check([r["length"] for r in rows] == [len(Http2.body)] * 8, "HTTP/2 is spoken where the server can", rows)
check(two.connections == 1 and two.most >= 6 and seconds < 2, "many requests share one connection", (two.connections, two.most, seconds))
for mode in ("reset", "cut", "length", "headers", "goaway", "noise"):
    two.mode, two.first = mode, True
    [r], seconds = timed("+private", known, resolve(two), "net.retries=0", "net.timeout=5s", there(two, "/x"))
    check(r["code"] != "ok" and r["length"] == 0 and seconds < 7, f"HTTP/2, {mode}: a fault, and nothing is kept", (r, seconds))

finish()
