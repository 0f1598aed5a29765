# The most.
100
