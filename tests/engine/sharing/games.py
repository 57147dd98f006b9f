"""Questions that the tests of the split share: published games, drawn ones, and a sentra's steel."""

import numpy as np

from rantai.engine.sharing import Offer, SharingInput, Whole


def listed(costs):
    firms = len(costs).bit_length() - 1
    return SharingInput(np.zeros(firms, dtype=np.int64), costs=np.array(costs, dtype=np.int64))


def from_savings(value, alone):
    """A cost game in which a group saves value[group]; every firm alone costs `alone`."""
    return listed([alone * group.bit_count() - saved for group, saved in enumerate(value)])


def drawn(firms, seed):
    """Any subadditive costs in which more never cost less."""
    draw, costs = np.random.default_rng(seed), [0]
    for group in range(1, 1 << firms):
        cost = int(draw.integers(40, 100)) * group.bit_count()
        part = (group - 1) & group
        while part:
            cost = min(cost, costs[part] + costs[group - part])
            part = (part - 1) & group
        smaller = [costs[group ^ (1 << firm)] for firm in range(firms) if group >> firm & 1]
        costs.append(max(cost, *smaller))
    return listed(costs)


SHOP = Offer((0, 5_000, 25_000), (16_000, 14_500, 13_200), load_units=8_000, load_idr=1_500_000)
MILL = Offer((20_000,), (12_500,), minimum=20_000, multiple=500, load_units=8_000, load_idr=2_500_000)


def steel(firms, seed, *, sheets=False):
    """Needs in kg; a shop with tiers and a mill with a minimum, trucks of eight tonnes, perhaps sheets paid whole."""
    draw = np.random.default_rng(seed)
    needs = draw.integers(100, 8_000, firms)
    wholes = (Whole(2_900, 4_000_000, draw.integers(10, 2_900, firms)),) if sheets else ()
    return SharingInput(needs, (SHOP, MILL), wholes)
