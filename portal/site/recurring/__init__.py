"""The page of recommendations that recur across meetings."""
