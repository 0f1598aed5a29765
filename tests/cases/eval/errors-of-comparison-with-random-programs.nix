# What programs that nobody wrote have shown: each member fails by itself.
{
  attribute-name-with-a-space = { }."x y";
  attribute-name-without-letters = { }."";
  attribute-name-that-is-a-word-of-the-language = { }.${"if"};
  attribute-name-with-a-dash = { }.a-b;
  both-lists-have-a-value-before-either-is-checked = null ++ { }.a;
  first-of-two-that-are-no-lists = null ++ { };
  function-given-one-argument = builtins.attrNames ((a: b: c: [ a b c ]) 1);
  function-given-two-arguments =
    let
      f = a: b: c: [ a b c ];
    in
    (f 1 2).x;
  path-in-an-assertion = assert builtins.pathExists /etc/../no-such-file; 1;
  file-of-the-topmost-folder = import /.;
  derivation-in-a-message = [ (derivation { name = "a"; system = "s"; builder = "b"; }) ] ++ derivation { name = "a"; system = "s"; builder = "b"; };
  type-is-shown-first = { a = 1; _type = "t"; b = 2; } ++ [ ];
  derivation-as-text = "${derivation}";
  derivation-as-a-set = derivation derivation;
  known-names-are-evaluated-first = builtins.deepSeq { a1 = throw "a1"; description = throw "description"; } 1;
  empty-name-is-evaluated-first = builtins.deepSeq { a1 = throw "a1"; "" = throw "empty"; } 1;
  value-is-evaluated-before-success = builtins.deepSeq { success = throw "success"; value = throw "value"; } 1;
  kept-in-the-order-of-the-text = builtins.deepSeq { zz2 = throw "zz2"; zz1 = throw "zz1"; } 1;
  as-xml-in-the-order-of-names = builtins.toXML { zz2 = throw "zz2"; zz1 = throw "zz1"; };
  sets-with-one-name-of-their-own = assert { c-z = 1; c-a = 1; } == { c-q = 1; c-a = 1; }; 1;
  sets-with-names-of-both = assert { b = 1; c = 2; d = 3; } == { a = 1; b = 1; c = 2; }; 1;
  sets-of-other-sizes = assert { a = 1; } == { a = 1; c = 2; }; 1;
  sets-with-an-odd-name = assert { "a b" = 1; } == { c = 1; }; 1;
  sets-are-compared-in-the-order-of-the-text = assert { s-z = 1; s-a = 2; } == { s-z = 2; s-a = 1; }; 1;
}
