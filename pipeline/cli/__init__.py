"""The command line: it reads arguments, calls ``run`` and ``export``, and says the result in Vietnamese or English."""
