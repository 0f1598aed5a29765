# Each member fails in its own way.
{
  e01 = assert false; 1;
  e02 = assert 1 == 2; 1;
  e03 = assert { a = 1; } == { a = 2;}; 1;
  e04 = assert [1 2] == [1 3]; 1;
  e05 = assert true -> false; 1;
  e06 = assert (x: x) 1 == 2; 1;
  e07 = assert let a = 1; in a == 2; 1;
  e08 = assert rec { a = 1; b.c = ''x''; inherit (builtins) map; "x y" = -1; } ? c; 1;
  e09 = assert if 1 == 2 then true else !true; 1;
  e10 = assert with {a=false;}; a; 1;
  e11 = assert ({a, b ? 1, ...}@c: false) {a=1;} ; 1;
  e12 = assert {a=1;}.a or 2 == 3; 1;
  e13 = assert {a=1;} // {b=1;} == {} ; 1;
  e14 = assert 1 < 2 && 1 > 2; 1;
  e15 = assert 1 <= 2 && 1 >= 2; 1;
  e16 = assert 1 + 2 * 3 - 4 / 2 == 3 && [ ] ++ [ ] != [ ]; 1;
  e17 = assert "a" + "b" == "c"; 1;
  e18 = assert (a: b: a) false 1; 1;
  e19 = let x = 2; f = y: assert x == y; 1; in f 3;
  e20 = let x = { a = 2; }; f = y: assert x.a or 3 == y && y ? a; 1; in f 3;
  e21 = { a = 1; b = assert (rec { x = y; y = false; }).x; 2; };
  e22 = assert [1] == [1 2]; 1;
  e23 = assert "a" == 1; 1;
  e24 = assert true == false; 1;
  e25 = assert map == map; 1;
  e26 = assert { a = x: x; } == { a = x: x;}; 1;
  e27 = assert 1.5 == 2; 1;
  e28 = assert /a == /b; 1;
  e29 = assert null == 1; 1;
  e30 = assert {a.b=1;} == {a.b=2;}; 1;
  e31 = assert { type="derivation"; outPath = "a"; } == { type = "derivation"; outPath="b";}; 1;
  e32 = assert 1; 2;
  e33 = assert null; 2;
  e34 = assert "x"; 2;
}
