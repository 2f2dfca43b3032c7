"""What names a project within a year and between years, and which names are worth comparing."""
