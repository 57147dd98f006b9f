"""Addresses of cutting lists."""

from django.urls import path

from rantai.web.cut_jobs import compare, create, files, fill, pattern, plan, stock, views, weighing

app_name = "cut_jobs"

PLAN = "<int:job_id>/rencana/<int:number>/"

urlpatterns = [
    path("", views.jobs, name="list"),
    path("baru/", create.new, name="new"),
    path("dari-rencana/", create.from_plan, name="from_plan"),
    path("<int:job_id>/", views.record, name="record"),
    path("<int:job_id>/arsip/", views.archive, name="archive"),
    path("<int:job_id>/pulihkan/", views.restore, name="restore"),
    path("<int:job_id>/isi/", fill.fill, name="fill"),
    path("<int:job_id>/isi/baca/", fill.take, name="take"),
    path("<int:job_id>/isi/tambah/", fill.add_piece, name="add_piece"),
    path("<int:job_id>/isi/<int:piece_id>/hapus/", fill.remove_piece, name="remove_piece"),
    path("<int:job_id>/bahan/", stock.stock, name="stock"),
    path("<int:job_id>/bahan/tambah/", stock.add_stock, name="add_stock"),
    path("<int:job_id>/bahan/<int:stock_id>/hapus/", stock.remove_stock, name="remove_stock"),
    path("<int:job_id>/aturan/", stock.rules, name="rules"),
    path("<int:job_id>/hitung/", plan.ask, name="ask"),
    path("<int:job_id>/banding/", compare.compare, name="compare"),
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}hitung/", plan.compute, name="compute"),
    path(f"{PLAN}setujui/", plan.approve, name="approve"),
    path(f"{PLAN}batal/", plan.cancel, name="cancel"),
    path(f"{PLAN}kerja/", pattern.work, name="work"),
    path(f"{PLAN}pola/<int:position>/", pattern.pattern, name="pattern"),
    path(f"{PLAN}pola/<int:position>/dipotong/", pattern.mark, name="mark"),
    path(f"{PLAN}pola/<int:position>/timbang/", weighing.weigh, name="weigh"),
    path(f"{PLAN}pola/<int:position>/lembar.pdf", files.sheet_pdf, name="sheet_pdf"),
    path(f"{PLAN}pola/<int:position>/label.pdf", files.piece_labels, name="pattern_labels"),
    path(f"{PLAN}gambar.pdf", files.drawing_pdf, name="drawing_pdf"),
    path(f"{PLAN}gambar.dxf", files.drawing_dxf, name="drawing_dxf"),
    path(f"{PLAN}label.pdf", files.piece_labels, name="labels"),
    path(f"{PLAN}potong.xlsx", files.cut_list, name="cut_list"),
]
