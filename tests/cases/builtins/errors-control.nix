# What builtins of the course of evaluation refuse: each member by itself, its headline in the file beside this one.
{
  seq-a = builtins.seq (throw "a") 2;
  deepSeq-a = builtins.deepSeq [(throw "a")] 2;
  tryEval-evaluation-aborted-with-the-following-error-message = builtins.tryEval (abort "a");
  tryEval-cannot-add-a-string-to-an-integer = builtins.tryEval (1 + "a");
  tryEval-a = builtins.tryEval [(throw "a")];
  abort-evaluation-aborted-with-the-following-error-message = abort "x";
  abort-cannot-coerce-an-integer-to-a-string = abort 1;
  throw-cannot-coerce-an-integer-to-a-string = throw 1;
  throw-cannot-coerce-a-set-to-a-string = throw {};
  throw-q = throw { outPath = "q"; };
  throw-a1 = builtins.throw ''a${toString 1}'';
  throw-path-does-not-exist = throw /a;
  warn-expected-a-string-but-found-an-integer = builtins.warn 1 2;
  addErrorContext-a = builtins.addErrorContext "ctx" (throw "a");
  addErrorContext-cannot-coerce-an-integer-to-a-string = builtins.addErrorContext 1 (throw "a");
}
