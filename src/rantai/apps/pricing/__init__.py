"""The price book of a centre: what suppliers ask and what the centre asks, with every price that ever held."""
