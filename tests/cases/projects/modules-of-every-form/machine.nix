# Nothing here yet.
{ }
