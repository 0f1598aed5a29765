# Each member fails in its own way.
{
  e01 = throw "x";
  e02 = abort "x";
  e03 = (throw "x").a or 1;
  e04 = { a = throw "x"; }.a or 1;
  e05 = { a = throw "x"; } ? a.b;
  e06 = throw { };
  e07 = throw 1;
  e08 = abort { };
  e09 = {} // { a = throw "x"; } ? a;
  e10 = let x = {y = throw "z"; z = abort "zz"; }; in builtins.deepSeq (builtins.tryEval x.y) (x 1);
  e11 = builtins.tryEval (abort "x");
  e12 = builtins.tryEval { a = throw "x"; };
  e13 = 1 == throw "x";
  e14 = { a = { b.c = throw "deep"; }; }.a.b.c;
  e15 = let f = x: throw "in f"; in { a = f 1; }.a;
}
