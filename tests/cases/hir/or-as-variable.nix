let
  or = 1;
  f = x: { a = y: x; };
in
[ f or (f or) (f f or) ({ }.a or f or) (f or == 1) ]
