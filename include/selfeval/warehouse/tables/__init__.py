"""The tables of the warehouse: staging, the star, the lists that operations keep, and what persons decided."""
