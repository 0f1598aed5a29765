limit: it: it <= limit
