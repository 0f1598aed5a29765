# Each member fails in its own way.
{
  e01 = {a=1;}.b;
  e02 = builtins.length {a = 1; b= {c=1;};};
  e03 = null.a;
  e04 = { a.${"b"} = 1; }.a.c;
  e05 = builtins.head [];
  e06 = {} ? ${1};
  e07 = builtins.foo;
  e08 = {a.b=1;}.a.b.c;
  e09 = {a={};}.a.b.c;
  e10 = 1 / 0.0;
  e11 = builtins.add 1 2 3;
  e12 = { a = 1; }.${1};
  e13 = { a = { }; }.a.b;
  e14 = builtins.deepSeq [ { a.b.c = 1; } ] (builtins.length { a = [ { a.b.c = 1; } ]; b = "x\n"; });
  e15 = { abc = 1; abd = 2; xyz = 3; }.abe;
  e16 = (1).a;
  e17 = (if true then { a = 1; } else { }).b;
}
