# Sets that are called.
let
  counter = { n = 0; __functor = self: step: self // { n = self.n + step; }; };
  outer = { __functor = self: { __functor = self': x: [ "two deep" x ]; }; };
in
[
  (counter 2).n
  ((counter 2) 3).n
  (outer 1)
  (map { __functor = _: x: x * 2; } [ 1 2 ])
  (builtins.isFunction counter)
  (builtins.typeOf counter)
  (builtins.isFunction (x: x))
]
