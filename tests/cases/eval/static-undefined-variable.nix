# Found before anything runs, also in code that never would.
if true then 1 else { a = [ missing ]; }
