-- One import at a time: of two lists of a kind, the later one is in force.
lock table core.operations_list in share row exclusive mode
