"""What several systems need, once: cases, acceptance, duties, terms, ledger, notices, papers, rates. The first system to need a room builds it."""
