# The right operand wins; it is shallow, right associative and lazy in values.
[
  ({ a = 1; b = 2; } // { b = 3; c = 4; })
  ({ a.x = 1; } // { a.y = 2; })
  ({ } // { })
  ({ a = 1; } // { a = 2; } // { a = 3; })
  (({ a = throw "never asked"; } // { a = 1; }).a)
  (builtins.attrNames ({ a = throw "x"; } // { b = throw "y"; }))
]
