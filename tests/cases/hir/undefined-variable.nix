let
  domain = "a";
in
{
  x = doman;
  y = maap;
  z = qqqqq;
  w = with { }; doman;
}
