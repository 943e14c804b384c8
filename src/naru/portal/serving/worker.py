"""The gunicorn worker: waits for requests without a thread, then gives each its turn in its lane."""

import contextlib
import errno
import os
import re
import selectors
import socket
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from naru.portal.serving.head import HEAD_BYTES_MAX, Head, address_of, read_head
from naru.portal.serving.lanes import COME_AGAIN_S, RULES, SMALL_BODY_BYTES, Lane, Turns, lane_of
from naru.portal.serving.pace import PacedSocket

LINGER_S = 2.0
LOOK_EVERY_S = 0.25
PEER_CONNECTIONS_MAX = 128  # of one peer, unless it is a proxy of ours
SEND_BUFFER_BYTES = 512 << 10  # a page fits, so that a slow reader holds no thread
PEEK_BYTES = HEAD_BYTES_MAX + SMALL_BODY_BYTES
BUSY = (
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: {after}\r\nConnection: close\r\nCache-Control: no-store\r\n"
    "Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: Retry-After\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n\r\n"
)
BUSY_WORDS = (
    "지금 찾는 분이 많습니다. {after}초 뒤에 다시 와 주세요.\nMany ask right now. Please come again in {after} s.\n"
)
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def busy_answer() -> bytes:
    """503 with when to come again, as it leaves by the wire; it tells nothing of anyone, so that other sites' pages may read it."""
    words = BUSY_WORDS.format(after=COME_AGAIN_S).encode()
    return BUSY.format(after=COME_AGAIN_S, length=len(words)).encode() + words


class Connection(TConn):  # type: ignore[misc]
    """gunicorn's, with where its next request belongs."""

    lane = Lane.PAGES
    address = ""
    arrives_until = 0.0
    seen_bytes = 0


class LaneWorker(ThreadWorker):  # type: ignore[misc]
    """The setting ``worker_class`` of gunicorn; ``NARU_PROXIES`` says how many proxies of ours stand before it.

    The application says by an attribute ``lanes`` which of its paths are costly."""

    arrive_within_s = 10.0  # the whole head, and a small body
    rules = RULES
    socket_type = PacedSocket

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proxies = int(os.environ.get("NARU_PROXIES") or 0)
        self.patterns: dict[str, list[re.Pattern[str]]] = {}
        self.turns: dict[Lane, Turns[Connection]] = {lane: Turns(rule) for lane, rule in self.rules.items()}
        self.arriving: set[Connection] = set()
        self.peers: Counter[str] = Counter()
        self.looked = 0.0

    def init_process(self) -> None:
        self.pools = {lane: ThreadPoolExecutor(rule.threads, lane.value) for lane, rule in self.rules.items()}
        super().init_process()

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """gunicorn ends this one by itself; it serves the pages."""
        return self.pools[Lane.PAGES]

    def load_wsgi(self) -> None:
        super().load_wsgi()
        self.patterns = {
            lane: [re.compile(each) for each in patterns] for lane, patterns in getattr(self.wsgi, "lanes", {}).items()
        }

    # --- a connection comes, and its request ---

    def accept(self, listener: socket.socket) -> None:
        try:
            accepted, peer = listener.accept()
        except OSError as error:
            if error.errno in {errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK, errno.EMFILE}:
                return
            raise
        name = str(peer[0]) if isinstance(peer, tuple) else ""
        if not self.proxies and self.peers[name] >= PEER_CONNECTIONS_MAX:
            accepted.close()
            return
        sock = self.socket_type(fileno=accepted.detach())
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        self.nr_conns += 1
        self.peers[name] += 1
        self.watch(Connection(self.cfg, sock, peer, listener.getsockname()))

    def watch(self, conn: Connection) -> None:
        """Wait, without a thread, until its next request has come."""
        conn.sock.setblocking(False)
        conn.arrives_until = time.monotonic() + self.arrive_within_s
        conn.data_ready, conn.seen_bytes = True, 0
        self.arriving.add(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.look, conn))

    def look(self, conn: Connection, _sock: Any = None) -> None:
        """Whether the request has come; what has is left where it is, for gunicorn to read."""
        try:
            data = conn.sock.recv(PEEK_BYTES, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        head = read_head(data) if data else None
        if len(data) == conn.seen_bytes:  # woken by nothing more: it will send no more
            self.forget(conn)
        elif head is None and len(data) >= HEAD_BYTES_MAX:
            self.turn_away(conn, TOO_LARGE)
        elif head is None or len(data) < awaited(head):
            if not conn.seen_bytes:  # a kept connection begins to speak again
                conn.arrives_until = time.monotonic() + self.arrive_within_s
            conn.seen_bytes = len(data)
            await_more(conn.sock, len(data))
        else:
            self.line_up(conn, head)

    def line_up(self, conn: Connection, head: Head) -> None:
        self.leave_poller(conn)
        await_more(conn.sock, 0)
        peer = str(conn.client[0]) if isinstance(conn.client, tuple) else ""
        conn.address, conn.lane = address_of(peer, head.forwarded_for, self.proxies), lane_of(head, self.patterns)
        if self.turns[conn.lane].join(conn, conn.address, time.monotonic()):
            self.start(conn.lane)
        else:
            self.turn_away(conn, busy_answer())

    def enqueue_req(self, conn: Connection) -> None:
        """gunicorn's own way to a thread: a request of which it has read a part already stays in its lane."""
        if self.turns[conn.lane].join(conn, conn.address, time.monotonic()):
            self.start(conn.lane)
        else:
            self.turn_away(conn, busy_answer())

    def start(self, lane: Lane) -> None:
        for conn in self.turns[lane].start():
            conn.sock.begin()
            future = self.pools[lane].submit(self.handle, conn)
            future.add_done_callback(partial(self.ended, conn))

    def ended(self, conn: Connection, future: Future[Any]) -> None:
        """Called in the thread: the rest is the loop's."""
        self.method_queue.defer(self.after, conn, future)

    def after(self, conn: Connection, future: Future[Any]) -> None:
        lane, address = conn.lane, conn.address
        self.turns[lane].end(address)
        self.finish_request(conn, future)
        self.start(lane)

    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        """gunicorn's, but a connection that is kept is watched like a new one."""
        try:
            is_kept = bool(fs.result()) if not fs.cancelled() else False
        except Exception:
            is_kept = False
        if is_kept and self.alive and conn.parser.unreader.buf.getvalue():
            self.enqueue_req(conn)
        elif is_kept and self.alive:
            self.watch(conn)
            conn.arrives_until = time.monotonic() + max(self.cfg.keepalive, 1)
        else:
            self.linger(conn)

    # --- a connection goes ---

    def murder_pending(self) -> None:
        """Called by the loop after every wait: what did not come in time, and who has waited too long."""
        now = time.monotonic()
        if now - self.looked < LOOK_EVERY_S:
            return
        self.looked = now
        for conn in [conn for conn in self.arriving if conn.arrives_until <= now]:
            if conn.seen_bytes:
                self.turn_away(conn, TOO_SLOW)
            else:
                self.forget(conn)
        for turns in self.turns.values():
            for conn in turns.give_up(now):
                self.turn_away(conn, busy_answer())

    def _cap_keepalive(self, _deadline: float) -> None:
        """Called by the loop when it stops: connections on which nothing is asked end at once."""
        for conn in list(self.arriving):
            self.forget(conn)

    def turn_away(self, conn: Connection, answer: bytes) -> None:
        """Answer as far as that needs no waiting, and close."""
        self.leave_poller(conn)
        with contextlib.suppress(OSError):
            conn.sock.setblocking(False)
            conn.sock.send(answer)
        self.linger(conn)

    def linger(self, conn: Connection) -> None:
        """Close as RFC 9112, 9.6 says, without a thread: say that nothing more comes, and read on for a while, or the answer
        could be lost by a reset."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.forget(conn)
            return
        await_more(conn.sock, 0)
        conn.arrives_until, conn.seen_bytes = time.monotonic() + LINGER_S, 0
        self.arriving.add(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.drain, conn))

    def drain(self, conn: Connection, _sock: Any = None) -> None:
        try:
            is_over = not conn.sock.recv(PEEK_BYTES)
        except BlockingIOError:
            return
        except OSError:
            is_over = True
        if is_over:
            self.forget(conn)

    def forget(self, conn: Connection) -> None:
        self.leave_poller(conn)
        self.nr_conns -= 1
        name = str(conn.client[0]) if isinstance(conn.client, tuple) else ""
        self.peers[name] -= 1
        if self.peers[name] <= 0:
            del self.peers[name]
        conn.close()

    def leave_poller(self, conn: Connection) -> None:
        if conn in self.arriving:
            self.arriving.discard(conn)
            with contextlib.suppress(KeyError, ValueError, OSError):
                self.poller.unregister(conn.sock)


def awaited(head: Head) -> int:
    """How many bytes are waited for without a thread: with the body, where that is small."""
    body = head.body_bytes
    return head.bytes + (body if body is not None and body <= SMALL_BODY_BYTES else 0)


def await_more(sock: socket.socket, has: int) -> None:
    """Be told of the socket when more has come than it has; after all has come, as ever."""
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, has + 1)
