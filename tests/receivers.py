"""Servers on this machine that take what is sent to them: one speaks SMTP, the other HTTP."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass
class Received:
    """What came in at a port: the envelope's recipients and messages of SMTP, the bodies of HTTP."""

    port: int = 0
    recipients: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)


class Post(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client needs that sends one message."""

    received: Received

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "RCPT":
                self.received.recipients.append(line.partition("<")[2].partition(">")[0])
            if word == "DATA":
                self.say("354 go on")
                self.received.mails.append(self.mail())
            self.say("221 bye" if word == "QUIT" else "250 ok")
            if word == "QUIT":
                return

    def mail(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


@contextmanager
def smtp() -> Iterator[Received]:
    received = Received()
    handler = type("Handler", (Post,), {"received": received})
    with served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler), received):
        yield received


@contextmanager
def http() -> Iterator[Received]:
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.bodies.append(json.loads(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with served(HTTPServer(("127.0.0.1", 0), Handler), received):
        yield received


@contextmanager
def served(server: socketserver.TCPServer, received: Received) -> Iterator[None]:
    received.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
