"""The desk: a small web application where people answer what only people know."""
