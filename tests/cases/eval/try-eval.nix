# Thrown errors and failed assertions are caught, to weak head normal form only.
[
  (builtins.tryEval 1)
  (builtins.tryEval (throw "x"))
  (builtins.tryEval (assert false; 1))
  (builtins.tryEval { a = throw "x"; }).success
  (builtins.tryEval (builtins.deepSeq { a = throw "x"; } 1))
  (builtins.tryEval (import ./fixtures/throws.nix))
  (builtins.tryEval (builtins.tryEval (throw "inner")))
  (builtins.tryEval (toString (throw "in an argument")))
  (builtins.tryEval (let x = throw "y"; in x + 1)).success
]
