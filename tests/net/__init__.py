"""Proof that the network room keeps its promises."""
