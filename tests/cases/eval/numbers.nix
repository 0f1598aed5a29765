# Literals, conversions and limits.
[
  007
  1.
  0.5
  .5
  1.0e3
  1.5E-2
  (builtins.typeOf 1)
  (builtins.typeOf 1.0)
  (builtins.isInt 1.0)
  (builtins.isFloat 1.0)
  (builtins.floor 1.5)
  (builtins.ceil 1.5)
  (builtins.floor (-1.5))
  (builtins.ceil (-1.5))
  (toString 12)
  (builtins.bitAnd 12 10)
  (builtins.bitOr 12 10)
  (builtins.bitXor 12 10)
  (builtins.add 1 2.5)
  (builtins.mul 3 4)
  (builtins.div 7 2)
  (builtins.sub 1 2)
  (builtins.lessThan 1 2)
]
