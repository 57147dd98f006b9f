"""Fill a data folder with what every site under test begins from: an empty database of this version, static files.

Making the tables takes longer than filling them, so it is done once for all sites."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402 — after the set-up

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
