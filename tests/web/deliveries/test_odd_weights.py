"""A sheet that weighs oddly leaves when somebody says that the weight was looked at."""

from rantai.apps.deliveries import queries
from rantai.apps.deliveries.models import Delivery
from tests.apps.deliveries.yard import lots, order
from tests.apps.sales.counter import sheets
from tests.cast import SmallSentra


def test_an_odd_weight_is_told_in_kilograms_and_can_be_confirmed(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    order_id = order(small_sentra, sheets(1))
    desk, address = small_sentra.client("centre_staff"), f"/surat-jalan/kirim/{order_id}/"
    page = desk.get(address)
    assert 'name="confirmed"' not in page.content.decode()
    ((_pick, pieces, mass),) = page.context["rows"]
    body = {pieces.html_name: "1", mass.html_name: "21", "key": "k"}
    told = desk.post(address, body).content.decode().replace("\u00a0", " ")
    assert "ditimbang 21,0 kg, menurut ukuran seharusnya kira-kira 53,7 kg" in told
    assert 'name="confirmed"' in told
    assert not Delivery.objects.exists()
    answer = desk.post(address, {**body, "confirmed": "on"})
    made = Delivery.objects.get()
    assert answer["Location"] == f"/surat-jalan/{made.pk}/"
    assert [line.grams for line in queries.delivery_lines(made.pk)] == [21_000]
