{ if = 1; a = { }.then; }
