"""How a peer lives: it binds a free port of 127.0.0.1, prints it, and ends with its standard input."""
import os
import socket
import sys
import threading


def bound():
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    print(listening.getsockname()[1], flush=True)
    threading.Thread(target=_end_with_input, daemon=True).start()
    return listening


def _end_with_input():
    while sys.stdin.buffer.read1(1024):
        pass
    os._exit(0)
