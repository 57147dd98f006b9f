"""A heat kept by the centre: its staff alone opens it, and anybody who holds its label."""

from rantai.apps.certificates.models import CertificateFile, HeatLink
from tests.cast import SmallSentra
from tests.web.certificates.world import kept_heat
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    link = HeatLink.objects.first()
    if link is None:
        heat, file, token = kept_heat(cast)
    else:
        heat, file, token = link.heat_id, CertificateFile.objects.get().pk, link.token
    pages = ("heat", "attach", "link", "revoke", "labels")
    return [
        *(Example(f"certificates:{page}", {"heat_id": heat}, seen_by=STAFF) for page in pages),
        Example("certificates:file", {"file_id": file}, seen_by=STAFF),
        Example("certificates:public", {"token": token}),
        Example("certificates:public_file", {"token": token, "file_id": file}),
    ]
