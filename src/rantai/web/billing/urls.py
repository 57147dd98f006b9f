"""Addresses of invoices, payments and the bank."""

from django.urls import path

from rantai.web.billing import bank, invoices, payments, shared

app_name = "billing"

urlpatterns = [
    path("", invoices.listed, name="invoices"),
    path("<int:invoice_id>/", invoices.record, name="invoice"),
    path("<int:invoice_id>/kertas/", invoices.paper, name="invoice_paper"),
    path("<int:invoice_id>/kredit/", invoices.credit, name="credit"),
    path("<int:invoice_id>/cicilan/", invoices.instalments, name="instalments"),
    path("<int:invoice_id>/faktur/", invoices.faktur, name="faktur"),
    path("lihat/<str:token>/", shared.invoice, name="shared"),
    path("piutang/", invoices.receivables, name="receivables"),
    path("bayar/", payments.listed, name="payments"),
    path("bayar/<int:payment_id>/", payments.record, name="payment"),
    path("bayar/<int:payment_id>/kertas/", payments.paper, name="payment_paper"),
    path("bayar/<int:payment_id>/giro/", payments.giro, name="giro"),
    path("bayar/<int:payment_id>/kembali/", payments.refund, name="refund"),
    path("bayar/<int:payment_id>/pakai/", payments.allocate, name="allocate"),
    path("bayar/alokasi/<int:allocation_id>/batal/", payments.take_back, name="take_back"),
    path("bayar/terima/<int:account_id>/", payments.receive, name="receive"),
    path("rekening/<int:account_id>/", payments.statement, name="statement"),
    path("bank/", bank.listed, name="bank"),
    path("bank/baca/", bank.read, name="read_bank"),
    path("bank/<int:line_id>/ya/", bank.accept, name="accept_line"),
    path("bank/<int:line_id>/abaikan/", bank.ignore, name="ignore_line"),
    path("bank/berkas/<int:file_id>/batal/", bank.undo, name="undo_bank"),
]
