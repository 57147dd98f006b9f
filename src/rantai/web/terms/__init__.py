"""Terms of sellers and of workshops: what each rule does, which hold, and the forms that add, change and end them."""
