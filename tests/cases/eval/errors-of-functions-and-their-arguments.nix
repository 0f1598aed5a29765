# Each member fails in its own way.
{
  e01 = ({a}: a) {};
  e02 = ({a}: a) {a=1;b=2;};
  e03 = ({a}: a) {aa=1;};
  e04 = ({a, bb?2}: a) {a=1;b=2;};
  e05 = let f = x: x.y; in f {};
  e06 = (x: x).a;
  e07 = let f = {a}: a; in f {};
  e08 = let f = {a}: a; in f {a=1;zz=2;y=3;};
  e09 = ({a}: a) 1;
  e10 = { f = {a}: a; }.f {};
  e11 = ({ a ? b, b ? a }: a) { };
  e12 = (x: y: x) 1 2 3;
  e13 = let x = builtins.genList (x: x) 40; in builtins.deepSeq x (x 1);
  e14 = let x = { z = 1; f = { a, b }: 1; g = x: x; m = map; n = map 1; t = true; p = /x; q = {}; l = [ ]; ll = [ [ 1 [ 2 ] ] ]; }; in builtins.deepSeq x.l (x 1);
  e15 = map (x: x) 1;
  e16 = (map (x: x + 1) [ "a" ]);
  e17 = ({ }: 1) { b = 2; };
  e18 = let f = x: f x; a = { b = a.b + 1; }; in a.b;
  e19 = ({ abc, abd ? 1 }: 1) { abc = 1; abe = 2; };
}
