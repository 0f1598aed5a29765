limit: it: it < limit
