"""The gazetteers: types, agencies, provinces, laws, movements, events, cues, forms and known documents as data.

``load()`` gives the frozen tables, ``Index`` the look-ups over them, ``lint`` what is wrong with a folder of them.
"""

from pipeline.gazetteer.load import load
from pipeline.gazetteer.tables import Gazetteers

__all__ = ["Gazetteers", "load"]
