with import <nixpkgs/lib>;
let
  option = first: second: (evalModules {
    modules = [
      { options.x = mkOption { }; }
      { _file = "a.nix"; x = first; }
      { _file = "b.nix"; x = second; }
    ];
  }).options.x;
  x = first: second: (option first second).value;
in
{
  type = (option 1 1).type.name;
  lists = x [ 1 ] [ 2 ];
  strings = x "a" "b";
  sets = x { a = 1; c = 1; } { a = 2; b = 2; };
  booleans = x false true;
  equal-integers = x 1 1;
  integers = x 1 2;
  equal-floats = x 1.5 1.5;
  nulls = x null null;
  mixed = x 1 "1";
  functions-until-called = isFunction (x (a: a) (b: b));
  functions = x (a: 1.5) (b: 1.5) 1;
}
