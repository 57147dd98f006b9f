"""A signature drawn on the screen: on the delivery's page and on its paper; without one the name is enough."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.drawings.files import drawn
from tests.apps.sales.counter import sheets
from tests.cast import SmallSentra


def pdf_of(cast: SmallSentra, note: int) -> bytes:
    return cast.client("centre_staff").get(reverse("deliveries:paper", args=[note])).content


def test_a_drawn_signature_stands_on_the_page_and_on_the_paper(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note = deliver(order(small_sentra, sheets(1)))
    assert b"/Subtype/Image" not in pdf_of(small_sentra, note)
    client, address = small_sentra.client("centre_staff"), reverse("deliveries:sign", args=[note])
    page = client.get(address).content.decode()
    assert "layout/signature" in page
    assert 'type="file" name="signature"' in page
    file = SimpleUploadedFile("signature.png", drawn(300, 120), "image/png")
    client.post(address, {"received_by": "Bu contoh", "signature": file})
    shown = client.get(reverse("deliveries:record", args=[note])).content.decode()
    where = reverse("deliveries:signature", args=[note])
    assert where in shown
    picture = client.get(where)
    assert (picture["Content-Type"], picture.content) == ("image/png", drawn(300, 120))
    assert client.get(reverse("deliveries:proof", args=[note])).status_code == 404
    assert b"/Subtype/Image" in pdf_of(small_sentra, note)


def test_what_is_no_signature_is_told_beside_its_box_and_the_name_alone_is_enough(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note = deliver(order(small_sentra, sheets(1)))
    client, address = small_sentra.client("centre_staff"), reverse("deliveries:sign", args=[note])
    empty = SimpleUploadedFile("signature.png", drawn(300, 120, ink=0), "image/png")
    told = client.post(address, {"received_by": "Bu contoh", "signature": empty}).content.decode()
    assert "Tanda tangan ini kosong" in told
    assert client.post(address, {"received_by": "Bu contoh"}).status_code == 302
