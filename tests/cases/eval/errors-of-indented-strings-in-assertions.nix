# The condition of an assertion is shown as Nix reads it: an indented string with escapes is a
# sum of its lexemes, and one that is a literal in braces is that literal.
{
  escapes = assert "" == ''a ''\n ''\t ''$ $$ ''' b'' || false; 1;
  dollar = assert "" == ''$''${'' || false; 1;
  hole = assert "" == ''a ''${"x"} b'' || false; 1;
  lines = assert "" == ''
    a
      ''${b}
    c
  '' || false; 1;
  only-a-literal = assert "" == ''${"a"}'' || false; 1;
  literal-in-literals = assert "" == ''${''${("a")}''}'' || false; 1;
  number = assert "" == ''${toString 1}'' || false; 1;
  thunk = assert { a = ''x''\n''; } == 1; 1;
  nothing-inherited = assert { inherit ({ }); } == { a = 1; } || false; 1;
  path-with-hole = assert "" == toString /a//b/${"x"}//d || false; 1;
}
