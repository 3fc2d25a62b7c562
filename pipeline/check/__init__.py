"""Checking a document like a linter: named rules, exact places, reasons, suggestions.

``Checker`` runs the rules over a record; ``Profile`` says what a kind of document must cite; ``CheckConfig`` is
``cancu.toml``; ``Rulebook`` what every rule is called and says.
"""

from pipeline.check.config import CheckConfig, load_config
from pipeline.check.drafting import draft_profile
from pipeline.check.engine import Checker
from pipeline.check.overlay import lay_over
from pipeline.check.profiles import Choice, Profile, load_profile, load_profiles
from pipeline.check.rulebook import Rulebook, RuleEntry, load_rulebook

__all__ = [
    "CheckConfig",
    "Checker",
    "Choice",
    "Profile",
    "RuleEntry",
    "Rulebook",
    "draft_profile",
    "lay_over",
    "load_config",
    "load_profile",
    "load_profiles",
    "load_rulebook",
]
