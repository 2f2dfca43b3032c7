"""What counts: lines of all forms of a department and fiscal year → each project once, or the reason why not."""
