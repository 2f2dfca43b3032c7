"""Projects of two years → which became which, what a person is asked, and what is compared when a year is published."""
