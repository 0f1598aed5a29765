# The edges of numbers.
[
  (builtins.ceil 1.5)
  (builtins.ceil (-1.5))
  (builtins.floor (-1.5))
  (builtins.floor (-9223372036854775808.0))
  (builtins.bitAnd 12 10)
  (builtins.bitXor 12 (-1))
  (builtins.add 1 2.5)
  (builtins.mul 3 2.0)
  (builtins.div 7 (-2))
  (builtins.lessThan [1] [1 2])
]
