{ a = 1; b = [ 1 (throw "deep inside") ]; }
