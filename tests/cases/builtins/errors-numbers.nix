# What builtins of numbers refuse: each member by itself, its headline in the file beside this one.
{
  ceil-expected-a-float-but-found-a-string = builtins.ceil "a";
  ceil-nixfloat-argument-1e-30-is-not-in = builtins.ceil 1.0e30;
  floor-nixfloat-argument-1e-30-is-not-in = builtins.floor (-1.0e30);
  floor-nixfloat-argument-9-22337e-18-is-not = builtins.floor 9223372036854775807.0;
  bitAnd-expected-an-integer-but-found-a-float = builtins.bitAnd 1.0 1;
  add-expected-an-integer-but-found-a-string = builtins.add 1 "a";
  add-expected-an-integer-but-found-a-string-2 = builtins.add "a" "b";
  div-division-by-zero = builtins.div 1 0;
  div-division-by-zero-2 = builtins.div 1 0.0;
  div-division-by-zero-3 = builtins.div 1.0 0;
  div-integer-overflow-in-dividing-9223372036854775808-1 = builtins.div (-9223372036854775807 - 1) (-1);
  add-integer-overflow-in-adding-9223372036854775807-1 = builtins.add 9223372036854775807 1;
  sub-integer-overflow-in-subtracting-9223372036854775807-2 = builtins.sub (-9223372036854775807) 2;
  mul-integer-overflow-in-multiplying-9223372036854775807-2 = builtins.mul 9223372036854775807 2;
  lessThan-cannot-compare-an-integer-with-a-string = builtins.lessThan 1 "a";
  sub-expected-an-integer-but-found-a-string = builtins.sub "a" 1;
  mul-expected-an-integer-but-found-a-set = builtins.mul {} 1;
  div-expected-a-float-but-found-a-string = builtins.div 1 "a";
}
