"""CSV files that operations keep → lists in force."""
