# Names of types and questions about them.
let
  values = [ null true 1 1.5 "s" /p [ ] { } (x: x) builtins.add ];
in
[
  (map builtins.typeOf values)
  (map builtins.isNull values)
  (map builtins.isBool values)
  (map builtins.isInt values)
  (map builtins.isFloat values)
  (map builtins.isString values)
  (map builtins.isPath values)
  (map builtins.isList values)
  (map builtins.isAttrs values)
  (map builtins.isFunction values)
]
