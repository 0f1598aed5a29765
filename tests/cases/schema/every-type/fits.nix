# What a check in a file of its own takes.
it: it != ""
