"""Draft transfers of steel between Material Centers, and taking them back."""
