"""Speed as a user meets it: from the prompt to the answer, each time in a new process.

Place in the flow: rows of `scenarios.speed`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from scenarios.speed.row import NotMeasured, Row, best_of

SCENARIO = "business_as_usual"
"""One run and no other: scenarios with measures also run what could have been done instead."""
PACKAGES = Path(__file__).parents[2]
PATIENCE_S, PAUSE_S = 60.0, 0.02


def help_s() -> float:
    """`stadslab --help` [s]."""
    return best_of(3, lambda: _stadslab("--help"))


def cold_run_s() -> float:
    """`stadslab run` of the default city; maps, sunshine and kernels are in the caches, nothing is in memory [s]."""
    with tempfile.TemporaryDirectory() as folder:
        command = ("run", SCENARIO, "--city", "ideal_city", "--out", str(Path(folder) / "run"), "--json")
        _stadslab(*command)
        return best_of(2, lambda: _stadslab(*command))


def showroom_ready_s() -> float:
    """From the start of `stadslab showroom` until it answers [s]."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    with subprocess.Popen(
        [*_COMMAND, "showroom", "--port", str(port)],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            while not _answers(f"http://127.0.0.1:{port}/health"):
                if server.poll() is not None:
                    raise NotMeasured("the showroom does not start here")
                if time.perf_counter() - started > PATIENCE_S:
                    raise NotMeasured(f"no answer within {PATIENCE_S:.0f} s")
                time.sleep(PAUSE_S)
            return time.perf_counter() - started
        finally:
            server.kill()


_COMMAND = (sys.executable, "-m", "stadslab")


def environment() -> dict[str, str]:
    """The present environment, in which `stadslab` is found from any folder."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGES), os.environ.get("PYTHONPATH", "")])}


def _stadslab(*arguments: str) -> None:
    done = subprocess.run([*_COMMAND, *arguments], env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotMeasured(f"stadslab {arguments[0]} ended with {done.returncode}: {last}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


ROWS = (
    Row("help_s", "s", 0.5, help_s),
    Row("cold_run_s", "s", 4.0, cold_run_s),
    Row("showroom_ready_s", "s", 4.0, showroom_ready_s),
)
