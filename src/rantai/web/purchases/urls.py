"""Addresses of purchase orders, requisitions and frame contracts."""

from django.urls import path

from rantai.web.purchases import acts, announcing, arriving, frames, requests, views

app_name = "purchases"

urlpatterns = [
    path("", views.orders, name="list"),
    path("baru/", acts.new, name="new"),
    path("<int:order_id>/", views.record, name="record"),
    path("<int:order_id>/surat/", views.paper, name="paper"),
    path("<int:order_id>/pesan/", acts.place, name="place"),
    path("<int:order_id>/batal/", acts.cancel, name="cancel"),
    path("<int:order_id>/tutup/", acts.close, name="close"),
    path("<int:order_id>/konfirmasi/", acts.confirm, name="confirm"),
    path("<int:order_id>/kabar/", arriving.notice, name="notice"),
    path("<int:order_id>/kabar/excel/", announcing.fill, name="notice_list"),
    path("<int:order_id>/terima/", arriving.receive, name="receive"),
    path("<int:order_id>/jual/<int:member_id>/", acts.sell_share, name="sell_share"),
    path("<int:order_id>/tagihan/", arriving.bill, name="bill"),
    path("tagihan/<int:bill_id>/setuju/", arriving.agree, name="agree"),
    path("tagihan/<int:bill_id>/kembalikan/", arriving.send_back, name="send_back"),
    path("<int:order_id>/klaim/", arriving.claim, name="claim"),
    path("klaim/<int:claim_id>/selesai/", arriving.settle, name="settle"),
    path("<int:order_id>/biaya/", arriving.cost, name="cost"),
    path("permintaan/", requests.requisitions, name="requisitions"),
    path("permintaan/baru/", requests.new, name="new_requisition"),
    path("permintaan/<int:requisition_id>/", requests.record, name="requisition"),
    path("permintaan/<int:requisition_id>/harga/", requests.answer, name="answer"),
    path("permintaan/<int:requisition_id>/pesan/", requests.order, name="order_requisition"),
    path("permintaan/<int:requisition_id>/batal/", requests.cancel, name="cancel_requisition"),
    path("kontrak/", frames.frames, name="frames"),
    path("kontrak/baru/", frames.new, name="new_frame"),
    path("kontrak/<int:frame_id>/", frames.record, name="frame"),
    path("kontrak/<int:frame_id>/panggil/", frames.call_off, name="call_off"),
]
