"""Nothing here is a test, and torch and scikit-image, which the teaching needs, are not installed for tests."""

collect_ignore_glob = ["*.py"]
