"""A mart's name → where it lies: names are unique over the schemas of the marts."""

from selfeval.warehouse.schema import views

PLACES = {mart.split(".")[1]: mart for mart in views.MARTS}


def place(mart: str) -> str:
    """`schema.name` of a mart; one that a test made lies in schema mart."""
    return PLACES.get(mart, f"mart.{mart}")
