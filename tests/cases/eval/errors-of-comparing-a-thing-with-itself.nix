# What is compared with itself is evaluated first, one level deep.
{
  list = let l = [ (throw "in the list") ]; in l == l;
  set = let s = { a = throw "in the set"; }; in s == s;
  variable = let x = throw "the variable"; in [ x ] == [ x ];
}
