"""The gazetteers: types, agencies, provinces, laws, movements, events, cues, forms and known documents as data.

``load()`` gives the frozen tables, ``Index`` the look-ups over them, ``lint`` what is wrong with a folder of them and
``tables`` their rows.
"""

from pipeline.gazetteer.catalogue import Gazetteers
from pipeline.gazetteer.index import Index
from pipeline.gazetteer.lint import Problem, lint
from pipeline.gazetteer.load import load
from pipeline.gazetteer.show import tables

__all__ = ["Gazetteers", "Index", "Problem", "lint", "load", "tables"]
