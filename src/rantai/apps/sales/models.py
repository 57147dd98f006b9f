"""What a centre sells and to whom: customer accounts with their credit, quotes, orders, invoices.

One order is first a quote (priced, binds nobody) or a request (a workshop asks from its phone), then confirmed, then
closed. What it weighs on the customer's credit is kept on the order itself (`open_idr`) and on each invoice (what is
not settled), so that exposure is one sum under the lock of the account. µm, g, whole rupiah; prices rupiah a tonne.
"""

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import NAME_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.credit.weighing import Pair, weighs
from rantai.apps.cutting_jobs.models import CutJob
from rantai.apps.goods.models import LINES, UNIT_LENGTH, Good
from rantai.apps.parties.models import Organisation, User

ORDER_STATES = ("quote", "requested", "confirmed", "closed", "cancelled")
WAYS = ("cash", "deposit", "terms", "giro", "instalments")
NPWP_DIGITS, NITKU_DIGITS = 16, 22
KEY_LENGTH, HASH_LENGTH, HEATS_LENGTH = 64, 64, 200


class CustomerAccount(models.Model):
    """A customer of one seller. Everything that adds to what the customer owes locks this row first.

    How much is lent at most stands once for all rooms, in `apps/credit`.
    """

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="customer_accounts")
    # Without a firm: whoever walks in and pays at once.
    customer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts_at_sellers"
    )
    terms_days = models.BigIntegerField(default=0)
    price_group = models.CharField(max_length=40, blank=True)
    is_vat_registered = models.BooleanField(default=False)
    npwp = models.CharField(max_length=NPWP_DIGITS, blank=True)
    nitku = models.CharField(max_length=NITKU_DIGITS, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_stopped = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seller", "customer"], name="a_customer_has_one_account_at_a_seller"),
            models.UniqueConstraint(
                fields=["seller"], condition=Q(customer__isnull=True), name="a_seller_has_one_account_for_walk_ins"
            ),
            models.CheckConstraint(condition=~Q(seller=F("customer")), name="nobody_is_a_customer_of_themselves"),
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | Q(terms_days=0),
                name="who_walks_in_pays_at_once",
            ),
            at_least(0, "terms_days", name="credit_is_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.customer or _("walk-in customers"))


class MemberUpload(models.Model):
    """One list of members from Excel that was taken over. Undone it stays, with the moment."""

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class MemberUploadRow(models.Model):
    """What one row of a list did: the terms before, none where it opened the account, and after."""

    upload = models.ForeignKey(MemberUpload, on_delete=models.CASCADE, related_name="lines")
    customer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "customer"], name="a_list_names_a_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}.{self.customer_id}"


class SalesOrder(models.Model):
    """A quote, a request or an order, with what it comes to and how it is to be paid."""

    account = models.ForeignKey(CustomerAccount, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField(max_length=10)
    way = models.CharField(max_length=12)
    wanted_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    needs_certificate = models.BooleanField(default=False)
    is_delivered = models.BooleanField(default=False)  # brought to the customer; else fetched at the counter
    address = models.CharField(max_length=NAME_LENGTH, blank=True)
    note = models.CharField(max_length=500, blank=True)
    deposit_idr = models.BigIntegerField(default=0)
    delivery_idr = models.BigIntegerField(default=0)
    net_idr = models.BigIntegerField()
    tax_idr = models.BigIntegerField(default=0)
    total_idr = models.BigIntegerField()
    open_idr = models.BigIntegerField(default=0)
    invoiced_idr = models.BigIntegerField(default=0)
    key = models.CharField(max_length=KEY_LENGTH)
    body_hash = models.CharField(max_length=HASH_LENGTH)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", ORDER_STATES, "a_sales_order_is_in_a_state_we_know"),
            one_of("way", WAYS, "a_sales_order_is_paid_in_a_way_we_know"),
            models.UniqueConstraint(fields=["account", "key"], name="a_sales_order_is_written_once"),
            at_least(
                0, "deposit_idr", "delivery_idr", "net_idr", "tax_idr", name="a_sales_order_costs_nothing_negative"
            ),
            at_least(0, "open_idr", "invoiced_idr", name="a_sales_order_has_nothing_negative_open"),
            models.CheckConstraint(
                condition=Q(total_idr=F("net_idr") + F("tax_idr")), name="a_sales_order_is_net_and_tax"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed") | Q(open_idr=0), name="only_a_confirmed_order_weighs_on_credit"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "state", "-id"], name="sales_orders_by_account")]


class SalesOrderLine(models.Model):
    """Pieces of one format: whole, or cut to a size. Net is material and cutting less the credit for scrap."""

    order = models.ForeignKey(SalesOrder, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.BigIntegerField()
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()
    material_idr = models.BigIntegerField()
    cutting_idr = models.BigIntegerField(default=0)
    scrap_credit_idr = models.BigIntegerField(default=0)
    net_idr = models.BigIntegerField()
    delivered_pieces = models.BigIntegerField(default=0)
    delivered_g = models.BigIntegerField(default=0)
    invoiced_pieces = models.BigIntegerField(default=0)
    cut_job = models.ForeignKey(CutJob, null=True, blank=True, on_delete=models.PROTECT, related_name="sold_lines")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="a_line_has_a_place_of_its_own_in_an_order"),
            at_least(1, "quantity_pieces", "mass_g", name="a_line_sells_something"),
            at_least(0, "length_um", "width_um", "price_idr_t", name="a_line_has_no_negative_size_or_price"),
            at_least(
                0, "material_idr", "cutting_idr", "scrap_credit_idr", "net_idr", name="a_line_costs_no_less_than_0"
            ),
            models.CheckConstraint(
                condition=Q(net_idr=F("material_idr") + F("cutting_idr") - F("scrap_credit_idr")),
                name="a_line_is_material_and_cutting_less_scrap",
            ),
            models.CheckConstraint(
                condition=Q(delivered_pieces__gte=0, delivered_pieces__lte=F("quantity_pieces"), delivered_g__gte=0),
                name="no_more_is_delivered_than_was_sold",
            ),
            models.CheckConstraint(
                condition=Q(invoiced_pieces__gte=0, invoiced_pieces__lte=F("quantity_pieces")),
                name="no_more_is_invoiced_than_was_sold",
            ),
        ]


class SalesOrderGood(models.Model):
    """So much of a good or service. Name and unit stand here as they were sold; quantities are thousandths of the unit.

    What is delivered of a service is what was done.
    """

    order = models.ForeignKey(SalesOrder, on_delete=models.CASCADE, related_name="goods", db_index=False)
    position = models.BigIntegerField()
    good = models.ForeignKey(Good, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=NAME_LENGTH)
    unit = models.CharField(max_length=UNIT_LENGTH)
    quantity_milli = models.BigIntegerField()
    price_idr = models.BigIntegerField()
    net_idr = models.BigIntegerField()
    delivered_milli = models.BigIntegerField(default=0)
    invoiced_milli = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="a_good_has_a_place_of_its_own_in_an_order"),
            at_least(1, "quantity_milli", name="a_line_sells_some_of_a_good"),
            at_least(
                *(0, "price_idr", "net_idr", "delivered_milli", "invoiced_milli"), name="a_good_is_not_sold_below_0"
            ),
            models.CheckConstraint(
                condition=Q(delivered_milli__lte=F("quantity_milli")), name="no_more_of_a_good_is_delivered_than_sold"
            ),
            models.CheckConstraint(
                condition=Q(invoiced_milli__lte=F("quantity_milli")), name="no_more_of_a_good_is_invoiced_than_sold"
            ),
        ]


class Invoice(models.Model):
    """What a customer owes for one delivery or sale. What is settled and credited never exceeds what it says."""

    account = models.ForeignKey(CustomerAccount, on_delete=models.PROTECT, related_name="invoices")
    order = models.ForeignKey(SalesOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=40)
    invoiced_on = models.DateField()
    due_on = models.DateField()
    net_idr = models.BigIntegerField()
    tax_base_idr = models.BigIntegerField(default=0)
    tax_idr = models.BigIntegerField(default=0)
    total_idr = models.BigIntegerField()
    settled_idr = models.BigIntegerField(default=0)
    credited_idr = models.BigIntegerField(default=0)
    tax_rate_ppm = models.BigIntegerField(default=0)
    faktur_code = models.CharField(max_length=4, blank=True)
    frozen = models.JSONField(default=dict)  # names and tax numbers of both firms on the day, for reprints
    tax_invoice_number = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="a_sale_is_invoiced_once"),
            models.CheckConstraint(
                condition=Q(total_idr=F("net_idr") + F("tax_idr")), name="an_invoice_is_net_and_tax"
            ),
            at_least(
                0,
                "net_idr",
                "tax_base_idr",
                "tax_idr",
                "settled_idr",
                "credited_idr",
                name="an_invoice_owes_no_less_than_0",
            ),
            models.CheckConstraint(
                condition=Q(total_idr__gte=F("settled_idr") + F("credited_idr")),
                name="no_more_is_settled_than_an_invoice_says",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("invoiced_on")), name="an_invoice_is_not_due_before_it_is_made"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "due_on"], name="invoices_by_account")]


class InvoiceLine(models.Model):
    """One line of an invoice: pieces of an order line, a good or service, or a charge in words.

    Of a good: `business_line`, and `price_idr` for one `unit` of `quantity_milli` thousandths.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.BigIntegerField()
    order_line = models.ForeignKey(SalesOrderLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=NAME_LENGTH)
    size = models.CharField(max_length=80, blank=True)
    heat = models.CharField(max_length=HEATS_LENGTH, blank=True)
    quantity_pieces = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField(default=0)
    price_idr_t = models.BigIntegerField(default=0)
    order_good = models.ForeignKey(SalesOrderGood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    business_line = models.CharField(max_length=12, blank=True)
    quantity_milli = models.BigIntegerField(default=0)
    unit = models.CharField(max_length=UNIT_LENGTH, blank=True)
    price_idr = models.BigIntegerField(default=0)
    net_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "position"], name="a_line_has_a_place_of_its_own_in_an_invoice"),
            at_least(0, "quantity_pieces", "mass_g", "net_idr", name="an_invoice_line_is_never_negative"),
            at_least(0, "quantity_milli", "price_idr", name="a_good_on_an_invoice_is_never_negative"),
            one_of("business_line", ("", *LINES), "an_invoice_line_is_of_a_business_line_we_know"),
        ]


@weighs("orders")
def _open_orders(sellers: Collection[int], customers: Collection[int]) -> dict[Pair, int]:
    """What confirmed orders lend and no invoice says yet. One query."""
    found = SalesOrder.objects.filter(account__seller__in=sellers, account__customer__in=customers, state="confirmed")
    rows = found.order_by().values_list("account__seller", "account__customer").annotate(sum=Sum("open_idr"))
    return {(seller, customer): value for seller, customer, value in rows}


@weighs("invoices")
def _unpaid(sellers: Collection[int], customers: Collection[int]) -> dict[Pair, int]:
    """What is not settled of invoices. One query."""
    found = Invoice.objects.filter(account__seller__in=sellers, account__customer__in=customers)
    left = Sum(F("total_idr") - F("settled_idr") - F("credited_idr"))
    rows = found.order_by().values_list("account__seller", "account__customer").annotate(sum=left)
    return {(seller, customer): value for seller, customer, value in rows}
