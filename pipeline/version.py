"""The version of the program, the one place where it is written beside ``pyproject.toml`` (a test holds them equal)."""

VERSION = "0.1.0"
