# Each member fails in its own way.
{
  e01 = let s = {foo=1;bar=2;fob=3;}; in s.fo;
  e02 = let a = b; b = a; in a;
  e03 = let x = x; in x;
  e04 = let x = { y = x.y; }; in x.y;
  e05 = rec { a = b; b = a; };
  e06 = let x = 1; in x.y.z;
  e07 = let a = {}; in a.b.c;
  e08 = let x = { a.b.c.d.e.f.g.h.i.j.k.l.m = 1; }; in builtins.deepSeq x (x 1);
  e09 = let a = { b = a; }; in builtins.deepSeq a (a 1);
  e10 = let a = { b = a; }; x = {y = a; z = a;}; in builtins.deepSeq x (x 1);
  e11 = let x = [ [ 1 2 3 4 5 ] [ 1 2 3 4 5 ] [ 1 2 3 4 5 ]]; in builtins.deepSeq x (x 1);
  e12 = let x = { a = x.b; b = x.c; c = x.a; }; in x.a;
  e13 = let a = 1 + a; in a;
  e14 = let a = "x"; in a.b.c;
}
