"""What a report shows, ready for any form of it: a result sorted, cut and put into words for one reader."""
