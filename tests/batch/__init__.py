"""Batches: lists, politeness, processes that die, disks that fill, and sums that must add up."""
