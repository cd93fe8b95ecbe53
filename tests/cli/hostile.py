"""hostile.py: a site whose pages and feeds do what MODE says. Prints its port; GET /_mode?MODE changes the mode."""
import gzip, http.server, sys

mode = "good"

def lines(title):
    return "".join(
        f"<p>The river council said on Monday that the {title} treaty would enter into force in {m}, after two years of talks.</p>"
        for m in ("April", "May", "June", "July")
    )


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body="", cut=0, **headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) - cut])
        self.close_connection = cut > 0

    def feed(self, *names):
        host = self.headers["Host"]
        items = "".join(
            f"<item><title>{n}</title><link>http://{host}/{n}</link><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>"
            for n in names
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed of {names[0]}</title>{items}</channel></rss>'

    def page(self, title, more=""):
        return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{lines(title)}<p>{more}</p></article></body></html>"

    def do_GET(self):
        global mode
        path = self.path.strip("/")
        if path.startswith("_mode?"):
            mode = path[6:]
            self.answer(200)
        elif path == "first.xml" and self.headers["If-None-Match"] == '"1"':
            self.answer(304)
        elif path == "first.xml":
            body = self.feed("late", "soft", "changing", "shared")
            self.answer(200, body, cut=len(body) // 2 if mode == "half" else 0, ETag='"1"')
        elif path == "moving.xml" and mode == "moved":
            self.answer(301, Location="/moved.xml")
        elif path in ("moving.xml", "moved.xml") and self.headers["If-None-Match"] == '"7"':
            self.answer(304)
        elif path in ("moving.xml", "moved.xml"):
            self.answer(200, self.feed("plain"), ETag='"7"')
        elif path == "second.xml":
            self.answer(200, self.feed("shared", "zeros", "latin"))
        elif path == "bomb.xml" and mode != "good":
            self.answer(200, gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")
        elif path == "bomb.xml":
            self.answer(200, self.feed("plain"))
        elif path == "late" and mode == "bad":
            self.answer(503)
        elif path == "soft" and mode == "bad":
            self.answer(200, "<html><head><title>Oops</title></head><body><h1>Service unavailable</h1></body></html>")
        elif path == "changing":
            self.answer(200, self.page("changing", "The vote is on Friday." if mode == "bad" else "The vote was put off."))
        elif path == "zeros":
            self.answer(200, self.page("zeros", "One\0two."))
        elif path == "latin":
            self.answer(200, self.page("latin", "Caf\u00e9.").encode("latin-1"), Content_Type="text/html; charset=iso-8859-1")
        elif path.startswith("guarded") and self.headers["Authorization"] != "Bearer tok-5fe1c0ffee":
            self.answer(401)
        elif path == "guarded/feed.xml":
            self.answer(200, self.feed("guarded/echo"))
        elif path == "guarded/echo":
            self.answer(200, self.page("echo", "You came with " + self.headers["Authorization"]), ETag='"tok-5fe1c0ffee"')
        elif path == "guarded/angry":
            self.answer(302, Location="/guarded/nowhere?you=tok-5fe1c0ffee")
        elif path in ("late", "soft", "shared", "plain"):
            self.answer(200, self.page(path))
        else:
            self.answer(404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
server.handle_error = lambda *args: None
print(server.server_port, flush=True)
server.serve_forever()
