# Each member fails in its own way.
{
  e01 = 1 < "a";
  e02 = {} < {};
  e03 = [1] < [{}];
  e04 = <foo>;
  e05 = null < null;
  e06 = true < false;
  e07 = 1 -> true;
  e08 = true -> 1;
  e09 = 1 < null;
  e10 = "a" < 1;
  e11 = [ ] < 1;
  e12 = { } > { };
  e13 = null >= null;
  e14 = (x: x) < (x: x);
  e15 = /a < "a";
}
