"""The way of a submission through the warehouse: landed, archived, received, loaded, answered, withdrawn."""
