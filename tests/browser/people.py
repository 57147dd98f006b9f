"""Who logs in: one person per role, named after it."""

PASSWORD = "tiga koil pelat tipis"

FIRMS = {
    "consortium_manager": "PEMESAN",
    "centre_staff": "MC",
    "maker_owner": "BENGKEL",
    "buyer": "BUYER-1",
    "ministry_officer": "KEMENTERIAN",
    "mill_sales": "KS",
}
