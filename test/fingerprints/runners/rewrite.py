"""Reads a line of base64 for each input; prints the version, then a line "id base64", "id -" where it fails."""

import base64
import json
import platform
import sys

WRITERS = {
    "python": {},
    "python-compact": {"separators": (",", ":")},
    "python-unicode": {"ensure_ascii": False},
    "python-compact-unicode": {"separators": (",", ":"), "ensure_ascii": False},
    "python-sorted": {"sort_keys": True},
    "python-compact-sorted": {"separators": (",", ":"), "sort_keys": True},
    "python-indent-2": {"indent": 2},
    "python-indent-4": {"indent": 4},
}


def rewritten(text, options):
    try:
        written = json.dumps(json.loads(text), **options).encode("utf-8")
    except (ValueError, RecursionError):
        return "-"
    return base64.b64encode(written).decode("ascii")


print(platform.python_version())
for line in sys.stdin:
    for name, options in WRITERS.items():
        print(name, rewritten(base64.b64decode(line), options))
