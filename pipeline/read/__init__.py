"""Reading: a source in, a ``RawDocument`` out; one module a format (đọc văn bản).

>>> from pipeline.read import read_bytes
>>> read_bytes("Căn cứ Luật Đất đai;".encode(), "a.txt").text
'Căn cứ Luật Đất đai;'
"""

from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.sources import read, read_bytes, read_many, read_text

__all__ = ["DEFAULT", "Limits", "read", "read_bytes", "read_many", "read_text"]
