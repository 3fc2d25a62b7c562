"""Which written tokens are possible Vietnamese syllables (âm tiết): onset, rime and tone that go together.

The readers use it to tell a legacy encoding from another, and a good text layer from a broken one. Source: the rules of
chữ quốc ngữ (onsets, rimes, and only sắc or nặng before -c, -ch, -p, -t).

>>> is_syllable("nghiệp"), is_syllable("QUYẾT"), is_syllable("giếng"), is_syllable("hoà"), is_syllable("48ӂ7")
(True, True, True, True, False)
>>> is_syllable("các"), is_syllable("càc")
(True, False)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INITIALS = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
_FINALS = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op
    ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyt uyu uyên uyêt uân uâng uât uây uê uêch
    uênh ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu ynh yt êng"""
_ONSETS, _RIMES = tuple(_INITIALS.split()), frozenset(_FINALS.split())
_TONE_NAMES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


@lru_cache(maxsize=65536)
def is_syllable(token: str) -> bool:
    """Whether ``token`` (any case, NFC or NFD) can be one Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", token.lower())
    tones = _TONES.findall(decomposed)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    rimes = [plain] + [plain[len(onset) :] for onset in _ONSETS if plain.startswith(onset)]
    if plain == "gi":
        return True
    # A stopped rime without a tone mark is accepted: «tac» is no word, but a name or an abbreviation typed so is text.
    stopped = bool(_STOPPED.search(plain)) and bool(tones)
    if stopped and _TONE_NAMES[tones[0]] not in ("sắc", "nặng"):
        return False
    return any(rime in _RIMES for rime in rimes)


class Share:
    """Counts over a text: ``marked`` tokens with a letter beyond ASCII, how many of them are syllables, and those ``unknown``."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text)
        self.words = len(words)
        marked = [word for word in words if not word.isascii()]
        self.marked = len(marked)
        self.unknown = [word for word in marked if not is_syllable(word)]
        self.good_marked = self.marked - len(self.unknown)
        self.good = sum(map(is_syllable, words))

    @property
    def of_marked(self) -> float:
        """Share of syllables among the tokens with letters beyond ASCII; 0 when there are none."""
        return self.good_marked / self.marked if self.marked else 0.0

    @property
    def of_all(self) -> float:
        """Share of syllables among all tokens of letters; 0 when there are none."""
        return self.good / self.words if self.words else 0.0
