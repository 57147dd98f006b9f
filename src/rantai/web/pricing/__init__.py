"""The price book: what suppliers and the centre ask, by day, in Excel, and the gap between mill, centre and retail."""
