"""What the tests of fetching share: TAP, the driver, and a server that writes raw bytes."""
import json, os, socket, subprocess, sys, threading, time

DRIVER = sys.argv[1]
count = failed = 0


def check(good, what, shown=None):
    global count, failed
    count += 1
    print(f"{'' if good else 'not '}ok {count} - {what}", flush=True)
    if not good:
        failed += 1
        print("#", shown)


def finish():
    print(f"1..{count}")
    sys.exit(failed != 0)


def output(*args, env=None):
    """Exit status and all that the driver says."""
    clean = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    done = subprocess.run([DRIVER, *args], capture_output=True, env={**clean, **(env or {})}, timeout=120)
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def run(*args, env=None):
    status, text = output(*args, env=env)
    if status:
        print("#", status, text)
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def timed(*args):
    start = time.monotonic()
    rows = run(*args)
    return rows, time.monotonic() - start


class Raw:
    """A server on loopback. paths: path -> function(connection, request) that writes what it likes; gives True to keep the connection.
    robots.txt is 404 unless there is a function for it. seen: the requests, as (path, headers)."""

    def __init__(self, paths, host="127.0.0.1", tls=None):
        self.paths, self.seen, self.tls, self.connections = paths, [], tls, 0
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((host, 0))
        self.socket.listen(200)
        self.port = self.socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://{host}:{self.port}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.socket.accept()
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection:
                data = b""
                while True:
                    while b"\r\n\r\n" not in data:
                        more = connection.recv(65536)
                        if not more:
                            return
                        data += more
                    head, data = data.split(b"\r\n\r\n", 1)
                    if not self.answer(connection, head.decode("latin-1").split("\r\n")):
                        return
        except OSError:
            pass

    def answer(self, connection, lines):
        path = lines[0].split(" ")[1]
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:])}
        self.seen.append((path, headers))
        function = self.paths.get(path.split("?")[0])
        if function:
            return function(connection, headers)
        connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        return True

    def asked(self, path):
        return [headers for p, headers in self.seen if p == path]


def plain(body=b"fine", status="200 OK", **headers):
    """A page as it should be."""
    body = body if isinstance(body, bytes) else body.encode()
    head = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in headers.items())

    def write(connection, request):
        connection.sendall(f"HTTP/1.1 {status}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return True

    return write


def raw(*pieces, then_close=True, pause=0):
    def write(connection, request):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        return not then_close

    return write


def forever(head, piece, pause=0, most=400_000_000):
    """Never ends by itself."""

    def write(connection, request):
        connection.sendall(head)
        sent = 0
        while sent < most:
            connection.sendall(piece)
            sent += len(piece)
            if pause:
                time.sleep(pause)
        return False

    return write


def silent(connection, request):
    time.sleep(60)
