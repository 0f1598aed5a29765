# The edges of the course of evaluation.
[
  (builtins.seq 1 2)
  (builtins.tryEval (throw "a"))
  (builtins.tryEval (assert false; 1))
  (builtins.trace 1 2)
  (builtins.addErrorContext 1 2)
  (builtins.break 1)
  (builtins.typeOf 1.0)
  (builtins.isAttrs {})
  (builtins.isFunction { __functor = 1; })
  (isNull null)
  ((builtins.tryEval <a>).success)
]
