"""``cancu.toml``: which rules run, how severe they are, which profile a folder has, whose gazetteers lie over ours.

A file looks like this; every key may be left out, and ``[[check.folder]]`` says what differs below a folder::

    gazetteers = ["office/gazetteers"]
    [check]
    select = ["CIT", "DAT101"]     # families or codes; empty: all
    ignore = ["FRM103"]
    fail_on = "error"              # the least severity that makes the exit code 1
    language = "vi"
    profile = "emulation-2024"
    [check.severity]
    MOV102 = "error"
    [[check.folder]]
    path = "plans/2025"
    profile = "emulation-2025"

>>> CheckConfig(select=("CIT",), ignore=("CIT105",)).wants("CIT101"), CheckConfig(ignore=("CIT",)).wants("CIT101")
(True, False)
"""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePath

import msgspec

from pipeline.errors import UsageError
from pipeline.model.finding import Language, Severity

FILE = "cancu.toml"


class FolderConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What differs for documents below ``path`` (relative to the file's folder). ``None`` keeps what stands above."""

    path: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    profile: str | None = None
    severity: dict[str, Severity] = {}


class CheckConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[check]``. ``select`` and ``ignore`` hold families (``CIT``) or codes (``CIT101``)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    fail_on: Severity = "error"
    language: Language = "vi"
    profile: str | None = None
    folder: tuple[FolderConfig, ...] = ()
    gazetteers: tuple[str, ...] = ()
    root: str = "."

    def wants(self, code: str) -> bool:
        """Whether the rule ``code`` runs. Of ``select`` and ``ignore`` the longer prefix wins, ``ignore`` on a tie."""
        chosen = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=0)
        if self.select and not chosen:
            return False
        return not any(code.startswith(prefix) and len(prefix) >= chosen for prefix in self.ignore)

    def severity_of(self, code: str, default: Severity) -> Severity:
        """The severity this configuration gives to ``code``, a code's own before its family's, else ``default``."""
        return self.severity.get(code) or self.severity.get(code[:3]) or default

    def for_path(self, path: str | Path) -> CheckConfig:
        """The configuration for a document at ``path``: of the folders that hold it, the deeper one last."""
        place = Path(path).resolve()
        base = Path(self.root).resolve()
        holding = [entry for entry in self.folder if place.is_relative_to((base / entry.path).resolve())]
        found = self
        for entry in sorted(holding, key=lambda entry: len(PurePath(entry.path).parts)):
            found = msgspec.structs.replace(
                found,
                select=found.select if entry.select is None else entry.select,
                ignore=found.ignore if entry.ignore is None else entry.ignore,
                profile=entry.profile or found.profile,
                severity={**found.severity, **entry.severity},
            )
        return found


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    gazetteers: tuple[str, ...] = ()
    check: CheckConfig = CheckConfig()


def load_config(path: Path | None = None) -> CheckConfig:
    """Read ``path`` (None: ``cancu.toml`` here or in the nearest folder above, else the defaults).

    Folders in it count from where it lies. Raises ``UsageError`` for a file that is missing, no TOML, or does not fit.
    """
    found = path if path is not None else _nearest(Path.cwd())
    if found is None:
        return CheckConfig()
    try:
        data = tomllib.loads(found.read_text("utf-8"))
        whole = msgspec.convert(data, _File)
    except OSError as error:
        raise UsageError(
            f"{found}: cannot be read: {error.strerror} (name another file or leave --config out)"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{found}: not valid TOML: {error} (look for a missing quotation mark or bracket)") from error
    except msgspec.ValidationError as error:
        raise UsageError(f"{found}: {error} (docs: the keys of cancu.toml)") from error
    base = found.resolve().parent
    folders = tuple(str(base / folder) for folder in whole.gazetteers)
    return msgspec.structs.replace(whole.check, gazetteers=folders, root=str(base))


def _nearest(folder: Path) -> Path | None:
    return next((at / FILE for at in (folder, *folder.parents) if (at / FILE).is_file()), None)
