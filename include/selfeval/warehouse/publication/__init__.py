"""A fiscal year of the marts → what is published of it, what is classified withheld."""
