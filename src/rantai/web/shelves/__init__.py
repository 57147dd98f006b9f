"""Shelves on consignment: the centre's steel at a workshop, said to be used on a phone, billed by the staff."""
