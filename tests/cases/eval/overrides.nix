# `__overrides` in a recursive set changes what its members see.
[
  (rec { a = 1; b = a; __overrides = { a = 2; }; }).b
  (builtins.attrNames (rec { a = 1; __overrides = { c = 3; }; }))
  ({ a = 1; __overrides = { a = 2; }; }).a
]
