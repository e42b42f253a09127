"""How a desk does: whether it is alive, what it answered and how long that took, and what it says of itself."""
