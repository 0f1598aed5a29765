{ a = if true then 1; b = 2; }
