{
  a.b = 1;
  a = { b = 2; c = 3; };
  d = 1;
  d.e = 2;
  inherit (builtins) map;
  map = 1;
}
