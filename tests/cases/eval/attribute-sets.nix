# Nested keys, quoted and computed names, merging of nested definitions.
let
  name = "computed";
  none = null;
in
{
  a.b.c = 1;
  a.b.d = 2;
  a.e = 3;
  "quoted name" = 4;
  "with.dot" = 5;
  ${name} = 6;
  "pre${name}" = 7;
  ${none} = throw "a null name makes no attribute";
  nested.${name}.deep = 8;
  set = { x = 1; };
  set.y = 2;
  rec-set = rec { x = 1; y = x; };
  rec-set.z = 3;
  "1" = "digit";
  "" = "empty name";
  if-like.or = "or is a name here";
  empty = { };
  "a'b" = "name with a prime";
  a-b = "name with a dash";
}
