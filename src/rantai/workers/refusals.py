"""What a choice of workers may be refused for, in Indonesian and English."""

from rantai.core.problems import Refusal

TOO_MANY_WORKERS = Refusal(
    "W101",
    "{workers} proses pekerja di luar batas 0 sampai {most}.",
    "{workers} workers is outside 0 to {most}.",
    "Beri angka dari 1 sampai {most}, atau 0 agar jumlahnya dipilih menurut mesin.",
    "Give a number from 1 to {most}, or 0 to let the machine decide.",
)
CLUSTER_UNREACHABLE = Refusal(
    "W102",
    "Penjadwal klaster {address} tidak menjawab: {cause}.",
    "The cluster's scheduler {address} does not answer: {cause}.",
    "Periksa alamat dan jaringannya, atau kosongkan setelan klaster.",
    "Check the address and the network, or leave the cluster out.",
)
CLUSTER_NOT_INSTALLED = Refusal(
    "W103",
    "Paket untuk klaster belum terpasang.",
    "The package for clusters is not installed.",
    "Pasang dengan pip install 'rantai[cluster]'.",
    "Install it with pip install 'rantai[cluster]'.",
)
OTHER_VERSION = Refusal(
    "W104",
    "Pekerja klaster memakai Rantai {here}, rencana ini {there}.",
    "The worker runs Rantai {here}, this plan {there}.",
    "Pasang versi yang sama di semua mesin klaster.",
    "Install the same version on every machine of the cluster.",
)
NO_WORKERS = Refusal(
    "W105",
    "Klaster {address} tidak punya pekerja.",
    "The cluster {address} has no workers.",
    "Jalankan sedikitnya satu dask worker untuk penjadwal itu.",
    "Start at least one dask worker for that scheduler.",
)
