"""Settings, addresses and the WSGI door.

Importing this package first puts a current SQLite library in the place of the standard library's: Debian 12 ships
3.40, and every SQLite below 3.51.3 can corrupt a WAL database that two connections write (the WAL-reset bug).
The swap must happen before Django's first import of `sqlite3`, therefore here and not in the settings.
"""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
