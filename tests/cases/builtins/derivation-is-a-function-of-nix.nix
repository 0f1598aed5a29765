# `derivation` is a lambda with a pattern, and prints as one.
[
  derivation
  (builtins.typeOf derivation)
  (builtins.toXML [
    derivation
    ((a: b: c: a) 1)
    ((a: b: c: a) 1 2)
    (builtins.add 1)
  ])
  (builtins.toJSON (builtins.functionArgs derivation))
]
