# Order of evaluation, traces and contexts of errors.
[
  (builtins.seq 1 2)
  (builtins.deepSeq [ 1 { a = 2; } ] 3)
  (builtins.trace "shown" 4)
  (builtins.tryEval (throw "x")).success
  (builtins.addErrorContext "context" 5)
  (builtins.traceVerbose "hidden" 6)
  (builtins.warn "warned" 7)
  (builtins.nixVersion != "")
  builtins.langVersion
  builtins.storeDir
  builtins.true
  builtins.null
  (builtins.currentSystem != "")
  (builtins.isInt builtins.currentTime)
  (builtins.getEnv "FEDIC_UNSET_FOR_TESTS")
  (builtins.unsafeDiscardStringContext "x")
  (builtins.placeholder "out")
]
