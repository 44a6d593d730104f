"""Opens the showroom to visitors: a real server, a free port, the first page warmed in the background.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Called by `stadslab showroom`.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable

from dashboard.runs import Runs

log = logging.getLogger("stadslab.showroom")
FIRST_PORT, PORTS_TRIED = 8050, 20
THREADS = 8


def free_port(wanted: int | None = None, host: str = "127.0.0.1") -> int:
    """The port wanted, or the first free one from 8050 on.

    Args:
        wanted: only this port; 0 takes any free one; None tries from `FIRST_PORT` upwards
        host: address to listen on

    Raises:
        OSError: none of the ports is free
    """
    ports = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if wanted is None else (wanted,)
    problem: OSError | None = None
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return probe.getsockname()[1]
            except OSError as taken:
                problem = taken
    raise OSError(f"no free port among {list(ports)}") from problem


def serve(port: int | None = None, host: str = "127.0.0.1", tell: Callable[[str], None] = print) -> None:
    """Serve visitors until interrupted.

    Args:
        port: see `free_port`
        host: address to listen on; the default is this machine alone
        tell: gets one line with the address
    """
    from waitress import create_server

    from dashboard.app import make_app

    runs = Runs()
    chosen = free_port(port, host)
    server = create_server(make_app(runs).server, host=host, port=chosen, threads=THREADS, ident=None)
    threading.Thread(target=warm, args=(runs,), daemon=True, name="warm the city").start()
    tell(f"Showroom on http://{host}:{chosen}/")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def warm(runs: Runs) -> None:
    """Draw the city and run the first scenario; a failure is told on the page, not here."""
    try:
        runs.warm()
    except Exception:
        log.exception("the first scenario could not be prepared")
