"""The page of recommendations that recur over meetings."""
