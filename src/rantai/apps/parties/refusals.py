"""What the parties' actions refuse, with the way out. Raised as `core.problems.InvalidInput`."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

LOGIN_NAME_FORM = Refusal(
    "login-name-form",
    "“{login_name}” tidak dapat dipakai sebagai nama masuk.",
    "“{login_name}” cannot be used as a login name.",
    "Tulis nomor HP (misalnya 0812 3456 7890) atau 3–80 huruf, angka, titik, @, garis.",
    "Write a mobile number (such as 0812 3456 7890) or 3–80 letters, digits, dots, @, dashes.",
)
ROLE_NOT_OF_ORGANISATION = Refusal(
    "role-not-of-organisation",
    "Organisasi ini tidak dapat memberi peran “{role}”.",
    "This organisation cannot give the role “{role}”.",
    "Pilih salah satu: {allowed}.",
    "Choose one of: {allowed}.",
)
LAST_ADMIN = Refusal(
    "last-admin",
    "Orang ini pengurus terakhir organisasi Anda.",
    "This person is the last administrator of your organisation.",
    "Jadikan orang lain pengurus lebih dahulu.",
    "Make somebody else an administrator first.",
)
ALREADY_MEMBER = Refusal(
    "already-member",
    "“{login_name}” sudah terdaftar di organisasi Anda.",
    "“{login_name}” is already a member of your organisation.",
    "Buka daftar orang; aktifkan kembali bila perlu.",
    "Open the list of people; reactivate if needed.",
)
ALREADY_INVITED = Refusal(
    "already-invited",
    "“{login_name}” sudah diundang dan belum menjawab.",
    "“{login_name}” has been invited and has not answered yet.",
    "Batalkan undangan lama, lalu undang lagi.",
    "Take the old invitation back, then invite again.",
)
LINK_NOT_USABLE = Refusal(
    "link-not-usable",
    "Tautan ini sudah dipakai, dibatalkan, atau lewat waktunya.",
    "This link has been used, taken back, or is past its time.",
    "Minta tautan baru kepada pengurus organisasi Anda.",
    "Ask the administrator of your organisation for a new link.",
)
PERSON_OF_SEVERAL = Refusal(
    "person-of-several",
    "Kata sandi orang ini tidak diatur oleh organisasi Anda.",
    "The password of this person is not in your organisation's hands.",
    "Orang itu sendiri dapat mengganti kata sandinya setelah masuk.",
    "The person can change the password after logging in.",
)
NOT_ACTIVE = Refusal(
    "membership-not-active",
    "Orang ini sedang tidak aktif.",
    "This person is not active.",
    "Aktifkan kembali lebih dahulu.",
    "Reactivate first.",
)
GRANT_DATES = Refusal(
    "grant-dates",
    "Izin berakhir ({valid_to}) sebelum mulai ({valid_from}).",
    "The permission ends ({valid_to}) before it begins ({valid_from}).",
    "Periksa kedua tanggal.",
    "Check both dates.",
)
GRANT_EXISTS = Refusal(
    "grant-exists",
    "Izin ini sudah diberikan dan masih terbuka.",
    "This permission has been given and is still open.",
    "Cabut izin lama lebih dahulu bila tanggal atau tujuannya berubah.",
    "Revoke the old one first if its dates or purpose change.",
)
GRANT_TO_SELF = Refusal(
    "grant-to-self",
    "Organisasi tidak perlu izin dari dirinya sendiri.",
    "An organisation needs no permission from itself.",
    "Pilih organisasi lain.",
    "Choose another organisation.",
)
CODE_FORM = Refusal(
    "code-form",
    "Kode “{code}” tidak dapat dipakai.",
    "The code “{code}” cannot be used.",
    "Pakai huruf besar, angka, titik, garis; tanpa spasi.",
    "Use capital letters, digits, dots, dashes; no spaces.",
)
CODE_TWICE = Refusal(
    "code-twice",
    "Kode “{code}” ada lebih dari satu kali.",
    "The code “{code}” appears more than once.",
    "Beri setiap baris kodenya sendiri.",
    "Give every row a code of its own.",
)
CODE_UNKNOWN = Refusal(
    "code-unknown",
    "Kode “{code}” tidak dikenal.",
    "The code “{code}” is not known.",
    "Tambahkan dahulu, atau perbaiki kodenya.",
    "Add it first, or correct the code.",
)
KIND_UNKNOWN = Refusal(
    "kind-unknown",
    "Jenis “{kind}” tidak dikenal.",
    "The kind “{kind}” is not known.",
    "Pilih salah satu: {allowed}.",
    "Choose one of: {allowed}.",
)
DUTIES_APART = Refusal(
    "duties-apart",
    "Anda sudah melakukan langkah lain pada dokumen ini; langkah ini harus oleh orang lain.",
    "You did another step of this document; this one is for another person.",
    "Minta rekan di lembaga Anda. Siapa memesan tidak menerima, dan siapa mencatat utang tidak membayarnya.",
    "Ask a colleague of your firm to do it. Who orders does not receive, and who writes a debt down does not pay it.",
)
DUTIES_DEADLOCK = Refusal(
    "duties-deadlock",
    "Semua orang dengan tugas ini sudah melakukan langkah lain pada dokumen ini.",
    "Everybody with this duty did another step of this document.",
    "Minta pengurus akun membebaskan Anda sekali, dengan alasan tertulis, di halaman orang Anda (Lembaga → Orang).",
    "Ask the account administrator to release you once, with a written reason, on your page (Organisation → People).",
)
RELEASE_OWN = Refusal(
    "duty-release-own",
    "Anda tidak dapat membebaskan diri sendiri.",
    "You cannot release yourself.",
    "Bebaskan rekan Anda, atau minta pengurus lain membebaskan Anda.",
    "Release your colleague, or ask another administrator to release you.",
)
RELEASE_REASON = Refusal(
    "duty-release-reason",
    "Alasannya belum ditulis.",
    "The reason is missing.",
    "Tulis dokumen mana dan mengapa tidak ada orang lain, paling sedikit {least} huruf.",
    "Write which document it is and why nobody else is there, {least} letters at least.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
