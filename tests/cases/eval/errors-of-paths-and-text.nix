# Each member fails in its own way.
{
  e01 = "a" + /nonexistent-a;
  e02 = "a" + {outPath=/nonexistent-b;};
  e03 = (import /nonexistent/file.nix);
}
