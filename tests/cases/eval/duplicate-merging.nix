# Set literals under one name are merged, wherever keys allow it.
{
  a = { x = 1; };
  a.y = 2;
  b.c.d = 1;
  b = { c = { e = 2; }; f = 3; };
  g = { };
  g.h = 1;
}
