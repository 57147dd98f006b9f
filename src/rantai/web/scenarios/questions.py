"""The questions that people ask of a plan, in their words, and the change that each becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.demand.queries import ProgrammeRow, scenarios
from rantai.apps.planning.what_ifs import Change
from rantai.web.layout.fields import DayField, DecimalField, MassField, WholeNumberField
from rantai.web.layout.pieces import Words
from rantai.web.orders.split import rule_words
from rantai.web.sales.forms import OnceForm
from rantai.web.scenarios.fields import PercentField, name_field

PPM, MINUTES = 1_000_000, 60
Cleaned = Mapping[str, Any]
Fields = dict[str, forms.Field]


@dataclass(frozen=True)
class Question:
    """One question: its address, what it asks, an example answer, its fields, and the change of an answer."""

    slug: str
    group: str
    icon: str
    asks: Words
    example: Words
    fields: Callable[[ProgrammeRow], Fields]
    change: Callable[[Cleaned], Change]


def scope_of(cleaned: Cleaned, *keys: str) -> tuple[tuple[str, str], ...]:
    """The codes that were chosen; what was left empty means everything."""
    return tuple((key, str(cleaned[key])) for key in keys if cleaned.get(key))


def dates_of(cleaned: Cleaned) -> dict[str, Any]:
    return {key: cleaned.get(key) for key in ("from_date", "to_date")}


def factor_of(cleaned: Cleaned) -> int:
    return PPM + int(cleaned["percent"]) * PPM // 100


def _period(*, required: bool = False) -> Fields:
    note = "" if required else _("Leave both empty for the whole plan.")
    return {
        "from_date": DayField(label=_("From"), required=required, help_text=note),
        "to_date": DayField(label=_("Until"), required=required),
    }


def _percent(help_text: Words, *, low: int = -100) -> Fields:
    return {"percent": PercentField(label=_("Change"), help_text=help_text, low=low)}


_UP_DOWN = _("For example 20 for a fifth more, -10 for a tenth less.")
DEMAND_KINDS = (
    ("programme", _("Vehicles of the programme")),
    ("call_off", _("Call-offs of buyers")),
    ("aftermarket", _("Spare parts")),
    ("", _("Everything")),
)


def _demand(_programme: ProgrammeRow) -> Fields:
    return {
        **_percent(_UP_DOWN),
        "demand_kind": forms.ChoiceField(
            label=_("Whose demand"), choices=DEMAND_KINDS, required=False, initial="programme"
        ),
        "place_code": name_field("place_code", _("Regency or province")),
        "item_code": name_field("item_code", _("Vehicle or part")),
        **_period(),
    }


def _volume(programme: ProgrammeRow) -> Fields:
    known = [(row.code, row.name) for row in scenarios(programme.programme_id)]
    return {
        "scenario_code": forms.ChoiceField(
            label=_("Volume of the ministry"), choices=[("", _("Another number")), *known], required=False
        ),
        "quantity_pieces": WholeNumberField(label=_("Vehicles in the plan"), unit=_("vehicles"), required=False),
    }


def _volume_change(cleaned: Cleaned) -> Change:
    if cleaned.get("scenario_code"):
        return Change("demand_volume", scope_of(cleaned, "scenario_code"))
    return Change("demand_set", (("demand_kind", "programme"),), cleaned.get("quantity_pieces") or 0)


def _steel_price(_programme: ProgrammeRow) -> Fields:
    return {
        **_percent(_UP_DOWN, low=-99),  # nobody sells for nothing
        "supplier_code": name_field("supplier_code", _("Seller")),
        "grade": name_field("grade", _("Grade of steel")),
        **_period(),
    }


def _part_price(_programme: ProgrammeRow) -> Fields:
    return {
        **_percent(_UP_DOWN, low=-99),
        "item_code": name_field("item_code", _("Component")),
        "supplier_code": name_field("supplier_code", _("Seller")),
    }


def _work_price(_programme: ProgrammeRow) -> Fields:
    return {
        **_percent(_UP_DOWN),
        "sentra_code": name_field("sentra_code", _("Sentra")),
        "maker_code": name_field("maker_code", _("Workshop")),
        "item_code": name_field("item_code", _("Part")),
    }


def _stopped(_programme: ProgrammeRow) -> Fields:
    return {
        "supplier_code": name_field("supplier_code", _("Mill or seller"), required=True),
        "grade": name_field("grade", _("Grade of steel")),
        **_period(),
    }


def _slow_seller(_programme: ProgrammeRow) -> Fields:
    return {
        "days": WholeNumberField(
            label=_("Days later"), unit=_("days"), low=-365, high=365, help_text=_("A minus sign means earlier.")
        ),
        "supplier_code": name_field("supplier_code", _("Seller")),
        "grade": name_field("grade", _("Grade of steel")),
    }


def _late_vessel(_programme: ProgrammeRow) -> Fields:
    return {
        "days": WholeNumberField(label=_("Days later"), unit=_("days"), low=1, high=365),
        "holder_code": name_field("holder_code", _("Where it arrives")),
        **_period(),
    }


def _overtime(_programme: ProgrammeRow) -> Fields:
    return {
        "minutes": DecimalField(
            label=_("Hours more a week, on each machine"), unit=_("hours"), low=-168_000, high=168_000
        ),
        "maker_code": name_field("maker_code", _("Workshop")),
        "sentra_code": name_field("sentra_code", _("Sentra")),
        "process_code": name_field("process_code", _("Kind of work")),
        **_period(),
    }


def _hours(_programme: ProgrammeRow) -> Fields:
    return {
        **_percent(_("-100 stops the machines, 50 adds half as many hours.")),
        "maker_code": name_field("maker_code", _("Workshop")),
        "sentra_code": name_field("sentra_code", _("Sentra")),
        "process_code": name_field("process_code", _("Kind of work")),
        **_period(),
    }


def _holiday(_programme: ProgrammeRow) -> Fields:
    return {
        **_period(required=True),
        "share": WholeNumberField(
            label=_("How much is still worked"), unit="%", high=100, initial=0, help_text=_("0: nobody works.")
        ),
    }


def _stock(_programme: ProgrammeRow) -> Fields:
    return {
        "format_code": name_field("format_code", _("Sheet, bar or coil"), required=True),
        "holder_code": name_field("holder_code", _("Where it lies"), required=True),
        "mass_g": MassField(label=_("Mass at hand"), help_text=_("0: nothing is left.")),
    }


def _parts_stock(_programme: ProgrammeRow) -> Fields:
    return {
        "item_code": name_field("item_code", _("Part"), required=True),
        "holder_code": name_field("holder_code", _("Where it lies"), required=True),
        "quantity_pieces": WholeNumberField(label=_("Pieces at hand"), unit=_("pieces")),
    }


def _bill(_programme: ProgrammeRow) -> Fields:
    return {
        "parent_code": name_field("parent_code", _("Goes into"), required=True),
        "child_code": name_field("child_code", _("Part"), required=True),
        "quantity_each": WholeNumberField(label=_("How many in one"), unit=_("pieces"), high=100_000),
    }


def _share(_programme: ProgrammeRow) -> Fields:
    return {
        "share": WholeNumberField(label=_("Largest share of one workshop"), unit="%", low=1, high=100),
        "item_code": name_field("item_code", _("Part")),
        "sentra_code": name_field("sentra_code", _("Sentra")),
    }


def _bucket(_programme: ProgrammeRow) -> Fields:
    note = _("More weeks waste less steel, fewer tie up less money.")
    return {
        "weeks": WholeNumberField(
            label=_("Weeks that are cut together"), unit=_("weeks"), low=1, high=52, initial=4, help_text=note
        )
    }


def _split(_programme: ProgrammeRow) -> Fields:
    return {"rule": forms.ChoiceField(label=_("The price of a steel order is shared"), choices=rule_words().items())}


_HOLDERS = ("maker_code", "sentra_code", "process_code")
_LISTED = (
    Question(
        "permintaan",
        "demand",
        "tractor",
        _("… demand grows or shrinks?"),
        _("a fifth more vehicles from Klaten"),
        _demand,
        lambda told: Change(
            "demand_factor",
            scope_of(told, "demand_kind", "place_code", "item_code"),
            factor_of(told),
            **dates_of(told),
        ),
    ),
    Question(
        "volume",
        "demand",
        "clipboard-list",
        _("… the programme has another volume?"),
        _("10,000 vehicles a year"),
        _volume,
        _volume_change,
    ),
    Question(
        "harga-baja",
        "steel",
        "coin",
        _("… steel becomes dearer or cheaper?"),
        _("steel a fifth dearer from March on"),
        _steel_price,
        lambda told: Change(
            "steel_price_factor", scope_of(told, "supplier_code", "grade"), factor_of(told), **dates_of(told)
        ),
    ),
    Question(
        "pabrik-berhenti",
        "steel",
        "building-factory-2",
        _("… a mill or seller stops?"),
        _("the mill takes no orders for four weeks"),
        _stopped,
        lambda told: Change("supplier_off", scope_of(told, "supplier_code", "grade"), **dates_of(told)),
    ),
    Question(
        "penjual-lambat",
        "steel",
        "clock",
        _("… a seller delivers later?"),
        _("two weeks longer from order to delivery"),
        _slow_seller,
        lambda told: Change("lead_days", scope_of(told, "supplier_code", "grade"), told["days"]),
    ),
    Question(
        "kiriman-terlambat",
        "steel",
        "truck",
        _("… what is on its way comes late?"),
        _("the vessel is three weeks late"),
        _late_vessel,
        lambda told: Change("receipts_late", scope_of(told, "holder_code"), told["days"], **dates_of(told)),
    ),
    Question(
        "stok-baja",
        "steel",
        "stack-2",
        _("… there is more or less steel at hand?"),
        _("five tonnes of SPHC sheet at the center"),
        _stock,
        lambda told: Change("steel_stock_set", scope_of(told, "format_code", "holder_code"), told["mass_g"]),
    ),
    Question(
        "lembur",
        "work",
        "tools",
        _("… a workshop works overtime?"),
        _("ten hours more a week on the presses in Tegal"),
        _overtime,
        lambda told: Change(
            "capacity_add", scope_of(told, *_HOLDERS), told["minutes"] * MINUTES // 1_000, **dates_of(told)
        ),
    ),
    Question(
        "jam-mesin",
        "work",
        "settings",
        _("… machines have more or fewer hours?"),
        _("a press stands still in April"),
        _hours,
        lambda told: Change("capacity_factor", scope_of(told, *_HOLDERS), factor_of(told), **dates_of(told)),
    ),
    Question(
        "libur",
        "work",
        "calendar-week",
        _("… a holiday lasts longer?"),
        _("Lebaran two weeks longer"),
        _holiday,
        lambda told: Change("calendar", value=told["share"] * PPM // 100, **dates_of(told)),
    ),
    Question(
        "upah",
        "work",
        "receipt",
        _("… workshops ask another price?"),
        _("work a tenth dearer in one sentra"),
        _work_price,
        lambda told: Change(
            "work_price_factor", scope_of(told, "maker_code", "sentra_code", "item_code"), factor_of(told)
        ),
    ),
    Question(
        "harga-komponen",
        "parts",
        "package",
        _("… bought components cost more or less?"),
        _("engines a tenth dearer"),
        _part_price,
        lambda told: Change("component_price_factor", scope_of(told, "item_code", "supplier_code"), factor_of(told)),
    ),
    Question(
        "isi-kendaraan",
        "parts",
        "sitemap",
        _("… a vehicle needs more or fewer of a part?"),
        _("six bolts instead of four"),
        _bill,
        lambda told: Change("bill_quantity", scope_of(told, "parent_code", "child_code"), told["quantity_each"]),
    ),
    Question(
        "stok-barang",
        "parts",
        "building-warehouse",
        _("… finished parts lie at hand?"),
        _("200 axles at the center"),
        _parts_stock,
        lambda told: Change("item_stock_set", scope_of(told, "item_code", "holder_code"), told["quantity_pieces"]),
    ),
    Question(
        "porsi",
        "rules",
        "scale",
        _("… no workshop may get more than a share?"),
        _("at most a tenth of a part for one workshop"),
        _share,
        lambda told: Change("max_share", scope_of(told, "item_code", "sentra_code"), told["share"] * PPM // 100),
    ),
    Question(
        "potong-bersama",
        "rules",
        "scissors",
        _("… more or fewer weeks are cut together?"),
        _("eight weeks instead of four"),
        _bucket,
        lambda told: Change("setting", (("setting", "bucket_weeks"),), told["weeks"]),
    ),
    Question(
        "aturan-bagi",
        "rules",
        "coin",
        _("… the price of steel is shared by another rule?"),
        _("by what each adds instead of in proportion"),
        _split,
        lambda told: Change("split_rule", scope_of(told, "rule")),
    ),
)
QUESTIONS: Mapping[str, Question] = {question.slug: question for question in _LISTED}
GROUPS: Mapping[str, Words] = {
    "demand": _("Demand"),
    "steel": _("Steel"),
    "work": _("Work"),
    "parts": _("Parts"),
    "rules": _("Rules"),
}


class Answer(OnceForm):
    """The fields of a question, and beside them the name of a scenario that begins with it."""

    def __init__(self, question: Question, programme: ProgrammeRow, *args: Any, named: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields.update(question.fields(programme))
        if named:
            help_text = _("Leave it empty to name it after the question.")
            self.fields["name"] = forms.CharField(
                label=_("Name of the scenario"), required=False, max_length=200, help_text=help_text
            )

    def clean(self) -> dict[str, Any]:
        """A volume is chosen or written; dates are in order."""
        told = super().clean() or {}
        if self.question.slug == "volume" and not self.errors:
            chosen, written = bool(told.get("scenario_code")), told.get("quantity_pieces") is not None
            if chosen == written:
                self.add_error("quantity_pieces", _("Choose a volume or write a number, one of the two."))
        return told

    @property
    def change(self) -> Change:
        """What a valid answer changes."""
        return self.question.change(self.cleaned_data)
