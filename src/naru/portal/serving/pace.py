"""A socket that gives up on who is too slow, so that nobody holds a thread by sending or taking a byte at a time."""

import errno
import socket
import time
from typing import Any

LEAST_BYTES_S = 16 << 10
PIECE_BYTES = 256 << 10


class PacedSocket(socket.socket):
    """A blocking socket whose reads and writes together must keep a least pace from ``begin`` on.

    Waiting for our own answer does not count. Who is slower has gone, as far as the server can tell: ``ECONNRESET``."""

    grace_s = 10.0  # of waiting that may run up before who keeps us waiting is given up
    _left_s = grace_s

    def begin(self) -> None:
        """A new request: what was slow before counts no more."""
        self._left_s = self.grace_s

    def recv(self, size: int, flags: int = 0) -> bytes:
        data: bytes = self._paced(super().recv, size, flags)
        self._moved(len(data))
        return data

    def sendall(self, data: Any, flags: int = 0) -> None:
        view = memoryview(data).cast("B")
        while view:
            sent: int = self._paced(super().send, view[:PIECE_BYTES], flags)
            self._moved(sent)
            view = view[sent:]

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        done = 0
        while count is None or done < count:
            piece = PIECE_BYTES if count is None else min(PIECE_BYTES, count - done)
            sent: int = self._paced(super().sendfile, file, offset + done, piece)
            if not sent:
                break
            self._moved(sent)
            done += sent
        return done

    def _paced(self, act: Any, *arguments: Any) -> Any:
        asked = self.gettimeout()
        if asked == 0:
            return act(*arguments)
        left = self._left_s
        if left <= 0:
            raise ConnectionResetError(errno.ECONNRESET, "too slow")
        began = time.monotonic()
        try:
            self.settimeout(left if asked is None else min(left, asked))
            return act(*arguments)
        except TimeoutError:
            if asked is not None and asked <= left:
                raise
            raise ConnectionResetError(errno.ECONNRESET, "too slow") from None
        finally:
            self._left_s -= time.monotonic() - began
            self.settimeout(asked)

    def _moved(self, count: int) -> None:
        """What moved earns time to wait again, never more than at the beginning: whoever was quick first may not stop then."""
        self._left_s = min(self.grace_s, self._left_s + count / LEAST_BYTES_S)
