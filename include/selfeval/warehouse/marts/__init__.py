"""What is stored of the marts: tables that hold the rows of views, renewed when something touches them."""
