"""selfeval: budget performance self-evaluations (预算绩效自评表) from messy forms to year-on-year answers."""
