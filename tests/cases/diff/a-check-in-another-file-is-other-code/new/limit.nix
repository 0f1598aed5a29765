# At most.
50
