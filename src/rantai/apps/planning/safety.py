"""Whether the database engine can be trusted with several processes."""

from django.db.backends.base.base import BaseDatabaseWrapper

# The WAL-reset bug (3.7.0 to 3.51.2) corrupts a database that two connections write; these branches carry the mend.
MENDED = (3, 51, 3)
MENDED_BRANCHES = {(3, 50): 7, (3, 44): 6}


def sqlite_is_safe(connection: BaseDatabaseWrapper) -> tuple[bool, str]:
    """(safe, version) of the SQLite library behind a connection; other engines are safe, their version is empty."""
    if connection.vendor != "sqlite":
        return True, ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = str(cursor.fetchone()[0])
    return is_mended(version), version


def is_mended(version: str) -> bool:
    """Whether a SQLite version carries the mend of the WAL-reset bug."""
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    lowest = MENDED_BRANCHES.get((major, minor))
    return (major, minor, patch) >= MENDED or (lowest is not None and patch >= lowest)
