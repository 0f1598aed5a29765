# How values print: escapes, names that need quotes, functions, what is met again.
let
  shared = { x = 1; };
  list = [ 1 ];
  cycle = { name = "cycle"; self = cycle; };
in
{
  inherit cycle;
  twice = [ shared shared ];
  lists = [ list list ];
  empty-twice = [ { } { } [ ] [ ] ];
  escapes = "quote\" backslash\\ newline\n tab\t return\r dollar\${x} $x";
  names = { "a b" = 1; "1a" = 2; a-b = 3; a' = 4; _x = 5; "or" = 6; "if" = 7; "let" = 8; "" = 9; "é" = 10; };
  functions = [ (x: x) builtins.add (builtins.add 1) ({ a }: a) map ];
  path = /some/path;
  null-true-false = [ null true false ];
  numbers = [ 1 (-1) 1.5 ];
  nested = [ [ [ ] ] { a = { b = { }; }; } ];
}
