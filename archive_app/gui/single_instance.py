"""One window for an archive: a second start hands its files to the first and raises it."""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

_CONNECT_MS = 300
_ANSWER_MS = 2000
_LONGEST_MESSAGE = 4_000_000


def server_name(archive: Path) -> str:
    """The name under which the window of an archive listens; only the same user can connect to it."""
    return f"archive-browser-{hashlib.sha256(str(archive.resolve()).encode()).hexdigest()[:20]}"


def hand_over(archive: Path, paths: Sequence[Path]) -> bool:
    """Give paths to the window that has an archive open; false where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(archive))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(QByteArray(json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n"))
    answered = socket.waitForReadyRead(_ANSWER_MS)
    socket.disconnectFromServer()
    return answered


class InstanceServer(QObject):
    """Listens for later starts with the same archive."""

    received = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)

    def listen(self, archive: Path) -> None:
        """Listen for an archive instead of the one before. After `hand_over`: what still listens is taken for dead."""
        self.close()
        name = server_name(archive)
        if not self._server.listen(name):
            # Left behind by a crash.
            QLocalServer.removeServer(name)
            if not self._server.listen(name):
                _log.warning("no second start can be noticed: %s", self._server.errorString())

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda sender=socket: self._read(sender))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST_MESSAGE:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            paths = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.received.emit([Path(path) for path in paths])
