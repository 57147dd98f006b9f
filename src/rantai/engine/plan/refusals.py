"""What a plan refuses to start from, or to write over, and the way out."""

from rantai.core.problems import Refusal

HORIZON_ROWS = Refusal(
    "P201",
    "horizon.csv berisi {found} baris; harus tepat satu.",
    "horizon.csv holds {found} rows; it must hold exactly one.",
    "Tulis satu baris: hari Senin pertama dan jumlah minggu.",
    "Write one row: the first Monday and the number of weeks.",
)
NOT_A_MONDAY = Refusal(
    "P202",
    "{day} bukan hari Senin.",
    "{day} is not a Monday.",
    "Tulis tanggal hari Senin minggu itu.",
    "Write the date of that week's Monday.",
)
DEMAND_TOO_EARLY = Refusal(
    "P203",
    "Diminta untuk {day}, sebelum rencana mulai pada {start}.",
    "Wanted by {day}, before the plan starts on {start}.",
    "Perbaiki tanggalnya, atau mulai rencana lebih awal di horizon.csv.",
    "Mend the date, or start the plan earlier in horizon.csv.",
)
ENDS_BEFORE_START = Refusal(
    "P204",
    "Berakhir {last}, sebelum mulai {first}.",
    "Ends on {last}, before it starts on {first}.",
    "Tukar atau perbaiki kedua tanggal itu.",
    "Swap or mend the two dates.",
)
BILL_LOOP = Refusal(
    "P205",
    "Daftar komponen berputar: {path}.",
    "The bill runs in a circle: {path}.",
    "Hapus satu baris di lingkaran itu; barang tidak bisa menjadi bagian dari dirinya sendiri.",
    "Remove one row of that circle; nothing can be part of itself.",
)
PART_WITHOUT_ROUTE = Refusal(
    "P206",
    "{item} dibuat, tetapi tidak punya langkah kerja dan tidak ada yang menjualnya.",
    "{item} is made, but it has no operations and nobody sells it.",
    "Tambahkan langkah kerjanya di operations.csv atau penjualnya di item_offers.csv.",
    "Add its steps to operations.csv or a seller to item_offers.csv.",
)
MAKER_WITHOUT_PROCESS = Refusal(
    "P207",
    "{maker} tidak punya proses {process} yang diperlukan {item}.",
    "{maker} lacks the process {process} that {item} needs.",
    "Tambahkan mesinnya di resources.csv atau hapus baris ini.",
    "Add the machine to resources.csv or remove this row.",
)
MACHINE_TOO_SHORT = Refusal(
    "P209",
    "Mesin {process} terpanjang di {maker} memuat {longest_um} µm; {item} memerlukan {length_um} µm.",
    "The longest {process} machine of {maker} takes {longest_um} µm; {item} needs {length_um} µm.",
    "Perbaiki bed_length_um di resources.csv atau hapus baris ini.",
    "Mend bed_length_um in resources.csv or remove this row.",
)
NOTHING_TO_DO = Refusal(
    "P210",
    "{maker} disebut bisa membuat {item}, tetapi barang itu tidak punya langkah kerja.",
    "{maker} is said to make {item}, but that item has no operations.",
    "Tambahkan langkahnya di operations.csv atau hapus baris ini.",
    "Add its steps to operations.csv or remove this row.",
)
MEASURE_MISSING = Refusal(
    "P211",
    "Bentuk {form} memerlukan {column}.",
    "A {form} needs {column}.",
    "Isi {column} dalam µm, atau dalam g untuk massa.",
    "Fill in {column} in µm, or in g for a mass.",
)
FORMAT_OF_OTHER_FORM = Refusal(
    "P212",
    "Format {kind} tidak cocok dengan bahan berbentuk {form}.",
    "A {kind} format does not suit a material of form {form}.",
    "Pilih {kinds}, atau bahan lain.",
    "Choose {kinds}, or another material.",
)
MATERIAL_WITHOUT_FORMAT = Refusal(
    "P213",
    "Bahan {material} tidak punya format.",
    "The material {material} has no format.",
    "Tambahkan ukuran lembar, batang, koil, atau curahnya di formats.csv.",
    "Add its sheet, bar, coil or loose format to formats.csv.",
)
BLANK_SIZE_OR_MASS = Refusal(
    "P214",
    "Potongan untuk {item} harus punya ukuran atau gross_mass_g_each, salah satu saja.",
    "The blank for {item} needs a size or gross_mass_g_each, one of the two.",
    "Isi panjang (dan lebar untuk lembar), atau massa kotor bila tidak ada yang dipotong.",
    "Fill in length (and width for sheet), or the gross mass when nothing is cut to a shape.",
)
BLANK_OF_OTHER_FORM = Refusal(
    "P215",
    "Ukuran potongan tidak cocok dengan bahan berbentuk {form}.",
    "The blank's size does not suit a material of form {form}.",
    "Lembar: panjang dan lebar. Batang, pipa, dan pelat strip: panjang saja. Curah: massa kotor saja.",
    "Sheet: length and width. Bar, tube and flat bar: length only. Loose: gross mass only.",
)
CUTTING_RULE_MISSING = Refusal(
    "P216",
    "Cara memotong {kind} belum diisi, padahal {format} dipotong.",
    "It is not said how a {kind} is cut, but {format} is cut.",
    "Tambahkan baris {kind} di cutting_rules.csv.",
    "Add a row {kind} to cutting_rules.csv.",
)
OFFER_WITHOUT_TIERS = Refusal(
    "P217",
    "Penawaran {offer} tidak punya harga.",
    "The offer {offer} has no price.",
    "Tambahkan sedikitnya satu baris di offer_tiers.csv.",
    "Add at least one row to offer_tiers.csv.",
)
SMALLEST_ORDER_UNPRICED = Refusal(
    "P218",
    "Penawaran {offer} boleh dipesan mulai {min_order_g} g, tetapi harganya baru mulai {from_g} g.",
    "The offer {offer} may be ordered from {min_order_g} g, but its prices start at {from_g} g.",
    "Tambahkan harga untuk pesanan terkecil, atau naikkan min_order_g.",
    "Add a price for the smallest order, or raise min_order_g.",
)
COIL_MASSES = Refusal(
    "P219",
    "Penawaran koil {offer} memerlukan massa koil teringan dan terberat.",
    "The coil offer {offer} needs the lightest and the heaviest coil mass.",
    "Isi coil_min_g dan coil_max_g, yang pertama tidak lebih besar.",
    "Fill in coil_min_g and coil_max_g, the first no larger.",
)
GOAL_TWICE = Refusal(
    "P220", "Tujuan {goal} ditulis dua kali.", "The goal {goal} stands twice.", "Hapus salah satu.", "Remove one."
)
STOCK_UNCOUNTED = Refusal(
    "P221",
    "Jumlah {format} belum diisi.",
    "It is not said how many {format} there are.",
    "Isi quantity_pieces: jumlah lembar atau batang.",
    "Fill in quantity_pieces: the number of sheets or bars.",
)
REMNANT_TOO_LARGE = Refusal(
    "P222",
    "Sisa potong {size_um} µm lebih besar daripada format {format} ({full_um} µm).",
    "The remnant of {size_um} µm is larger than its format {format} ({full_um} µm).",
    "Perbaiki ukurannya atau pilih format asalnya.",
    "Mend its size or choose the format it was cut from.",
)
TOO_LARGE = Refusal(
    "P223",
    "Angka {text} menghasilkan {what_id} di atas 2^62 ({product}).",
    "The figure {text} makes {what_en} above 2^62 ({product}).",
    "Periksa satuan dan jumlah nol angka ini.",
    "Check the unit and the number of zeros of this figure.",
)
SCENARIO_UNKNOWN = Refusal(
    "P224",
    "Skenario {scenario} tidak ada di scenarios.csv.",
    "The scenario {scenario} is not in scenarios.csv.",
    "Pilih salah satu: {known}.",
    "Choose one of: {known}.",
)
FOLDER_MISSING = Refusal(
    "P225",
    "Folder {folder} tidak ada.",
    "The folder {folder} does not exist.",
    "Periksa jalurnya.",
    "Check its path.",
)
FOLDER_OF_OTHERS = Refusal(
    "P226",
    "Folder {folder} berisi berkas lain ({file}); rencana tidak ditulis di situ.",
    "The folder {folder} holds other files ({file}); no plan is written there.",
    "Pilih folder kosong atau folder rencana lama.",
    "Choose an empty folder or that of an older plan.",
)
PLACE_LOOP = Refusal(
    "P227",
    "Wilayah berputar: {path}.",
    "The places run in a circle: {path}.",
    "Kosongkan parent_code provinsi dan perbaiki induk wilayah lainnya.",
    "Leave a province's parent_code empty and mend the parents of the others.",
)
PLAN_UNSOUND = Refusal(
    "P228",
    "Rencana tidak lolos pemeriksaan ulang: {fault_id}",
    "The plan did not pass its recount: {fault_en}",
    "Rencana ini tidak diterbitkan. Laporkan kode dan tempatnya bersama tabel masukannya.",
    "This plan is not published. Report the code and place together with its input tables.",
)
FOLDER_UNWRITABLE = Refusal(
    "P229",
    "Rencana tidak bisa ditulis ke {folder}.",
    "The plan cannot be written to {folder}.",
    "Pilih folder lain yang boleh Anda tulisi.",
    "Choose another folder that you may write to.",
)
FIXED_LOT_EMPTY = Refusal(
    "P230",
    "Lot tetap {item} tidak punya ukuran.",
    "The fixed lot of {item} has no size.",
    "Isi lot_pieces dengan satu buah atau lebih, atau pilih aturan lot lain.",
    "Fill in lot_pieces with one piece or more, or choose another lot rule.",
)
ITEM_WITH_ITSELF = Refusal(
    "P231",
    "{item} menunjuk dirinya sendiri.",
    "{item} names itself.",
    "Tulis item lain, atau hapus barisnya.",
    "Name another item, or remove the row.",
)
FIRM_OUTSIDE = Refusal(
    "P232",
    "Pesanan pasti {code} jatuh pada {day}, di luar rencana ({first} sampai {last}).",
    "The firm order {code} is due on {day}, outside the plan ({first} to {last}).",
    "Perbaiki tanggalnya, atau hapus pesanan yang sudah selesai.",
    "Mend the date, or remove an order that is done.",
)
TOOL_WITHOUT_MAKER = Refusal(
    "P240",
    "{tool} ada di {holder}, yang tidak tercatat bisa membuat {item}.",
    "{tool} lies at {holder}, which is not listed as able to make {item}.",
    "Tambahkan {holder} untuk {item} di capabilities.csv, atau perbaiki tempat alatnya.",
    "Add {holder} for {item} to capabilities.csv, or mend where the tool lies.",
)
TRIAL_WITHOUT_MAKER = Refusal(
    "P241",
    "{holder} tidak tercatat bisa membuat {item}, jadi tidak bisa dalam masa coba.",
    "{holder} is not listed as able to make {item}, so it cannot be on trial for it.",
    "Tambahkan {holder} untuk {item} di capabilities.csv, atau hapus baris ini.",
    "Add {holder} for {item} to capabilities.csv, or remove this row.",
)
SETUP_WITHOUT_PROCESS = Refusal(
    "P242",
    "{maker} tidak punya mesin atau orang untuk proses {process}, jadi tidak ada yang disiapkan.",
    "{maker} has neither machines nor people for the process {process}, so there is nothing to set up.",
    "Tambahkan mesinnya di resources.csv, atau hapus baris ini.",
    "Add its machines to resources.csv, or remove this row.",
)
RULE_OF_UNMADE = Refusal(
    "P243",
    "{item} tidak dibuat oleh siapa pun, jadi aturan ini tidak mengatur apa-apa.",
    "Nobody makes {item}, so this rule rules nothing.",
    "Tambahkan pembuat {item} di capabilities.csv, atau hapus baris ini.",
    "Add a maker of {item} to capabilities.csv, or remove this row.",
)
SHARE_WITHOUT_MAKER = Refusal(
    "P245",
    "{maker} tidak tercatat bisa membuat {item}, jadi tidak bisa mendapat bagian terkecil.",
    "{maker} is not listed as able to make {item}, so it cannot get a smallest share of it.",
    "Tambahkan {maker} untuk {item} di capabilities.csv, atau hapus baris ini.",
    "Add {maker} for {item} to capabilities.csv, or remove this row.",
)
SHARE_ABOVE_LARGEST = Refusal(
    "P246",
    "Bagian terkecil {maker} dari {item} ({least} ppm) di atas bagian terbesarnya ({most} ppm).",
    "The smallest share of {maker} in {item} ({least} ppm) is above its largest share ({most} ppm).",
    "Turunkan bagian terkecil, atau naikkan bagian terbesar.",
    "Lower the smallest share, or raise the largest share.",
)
SHARES_ABOVE_ALL = Refusal(
    "P247",
    "Bagian terkecil untuk {item} bersama-sama {total} ppm, lebih dari semuanya.",
    "The smallest shares of {item} come to {total} ppm together, which is more than all of it.",
    "Turunkan salah satu bagian terkecil.",
    "Lower one of the smallest shares.",
)
GATE_WITHOUT_POINTS = Refusal(
    "P244",
    "Syarat nilai untuk {item} tidak meminta nilai apa pun.",
    "The gate for {item} asks for no points.",
    "Isi sedikitnya satu nilai terendah, atau hapus baris ini.",
    "Fill in at least one least value, or remove this row.",
)
ROAD_NOT_OF_CENTRES = Refusal(
    "P260",
    "{party} bukan Material Center.",
    "{party} is no Material Center.",
    "Tulis kode Material Center di kedua ujung jalan.",
    "Write the code of a Material Center at both ends of the way.",
)
ROAD_TO_ITSELF = Refusal(
    "P261",
    "Jalan dari {party} ke {party} tidak membawa baja ke mana pun.",
    "A way from {party} to {party} brings steel nowhere.",
    "Tulis pusat lain di salah satu ujungnya, atau hapus barisnya.",
    "Write another centre at one end, or remove the row.",
)
TRUCK_CARRIES_NOTHING = Refusal(
    "P262",
    "Truk {supplier} punya harga, tetapi tidak disebut muatannya.",
    "A truck of {supplier} has a price, but it is not said what it carries.",
    "Isi truck_g: muatan satu truk, atau kosongkan truck_idr bila ongkos kirim sudah termasuk.",
    "Fill in truck_g: what one truck carries; or leave truck_idr empty when delivery is in the price.",
)
RETURN_WITHOUT_TRUCK = Refusal(
    "P263",
    "Truk pulang lewat {supplier}, tetapi {supplier} tidak mengirim dengan truk yang dihitung.",
    "Trucks come back past {supplier}, but {supplier} does not charge by the truck.",
    "Isi truck_g dan truck_idr {supplier} di supplier_terms.csv, atau hapus baris ini.",
    "Fill in truck_g and truck_idr of {supplier} in supplier_terms.csv, or remove this row.",
)
