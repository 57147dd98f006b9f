"""Verbs of the stock. Each is one document: all or nothing, audited, idempotent by `key`.

receive, take_over      steel comes in from a supplier, or is taken over as it lies
move                    from one place of the store to another
convert                 slit, shear, saw: inputs = outputs + remnants + scrap + weighing difference
issue, give_back        to a customer, supplier or the scrap heap; and back
count, differences      opname: book (or only show) what was found
reverse                 take a booking back
add_cost                freight and the like, spread by mass
attach_certificate      name the certificate of a heat's lots
open_place, close_place places of a store
reserve, release, prolong  keep steel for a purpose
close_period            nothing is booked into a month any more
count_lots              take the stock of a table folder in
"""

from rantai.apps.stock.actions.arrivals import NewLot, receive, take_over
from rantai.apps.stock.actions.asking import Booked
from rantai.apps.stock.actions.converting import Cut, Output, convert
from rantai.apps.stock.actions.counting import Difference, Found, count, differences
from rantai.apps.stock.actions.leaving import Return, give_back, issue, left_g
from rantai.apps.stock.actions.loading import CountedLot, count_lots
from rantai.apps.stock.actions.moving import Shift, close_place, move, open_place
from rantai.apps.stock.actions.periods import close_period
from rantai.apps.stock.actions.reversing import add_cost, attach_certificate, reverse
from rantai.apps.stock.actions.taking import Take
from rantai.apps.stock.actions.weighing import book_mass_g
from rantai.apps.stock.reserving import Lacking, Purpose, Want, lacking, prolong, release, reserve, reserved

__all__ = [
    "Booked",
    "CountedLot",
    "Cut",
    "Difference",
    "Found",
    "Lacking",
    "NewLot",
    "Output",
    "Purpose",
    "Return",
    "Shift",
    "Take",
    "Want",
    "add_cost",
    "attach_certificate",
    "book_mass_g",
    "close_period",
    "close_place",
    "convert",
    "count",
    "count_lots",
    "differences",
    "give_back",
    "issue",
    "lacking",
    "left_g",
    "move",
    "open_place",
    "prolong",
    "receive",
    "release",
    "reserve",
    "reserved",
    "reverse",
    "take_over",
]
