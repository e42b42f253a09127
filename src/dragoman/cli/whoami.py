"""Who works at the command line."""

import getpass
import os


def system_user() -> str:
    """The name of the system's user, or its number where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return f"user {os.getuid()}"
