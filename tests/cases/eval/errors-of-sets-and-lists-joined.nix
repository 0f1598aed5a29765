# Each member fails in its own way.
{
  e01 = 1 + {};
  e02 = {} 1;
  e03 = {} // 1;
  e04 = [] ++ 1;
  e05 = { ${1} = 2; };
  e06 = ({__functor = 1;}) 1;
  e07 = [ 1 ] ++ { };
  e08 = { } ++ [ ];
  e09 = { } - 1;
  e10 = "a${1}";
  e11 = -{ };
  e12 = if { } then 1 else 2;
  e13 = { } // [ ];
  e14 = [ ] // { };
  e15 = null // { };
  e16 = { } // null;
  e17 = 1 // 2;
  e18 = [ ] ++ null;
  e19 = null ++ [ ];
  e20 = "a" ++ "b";
}
