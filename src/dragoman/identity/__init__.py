"""Who is who across reports. No clock, no network; the ledger is values, and the register follows from them."""
