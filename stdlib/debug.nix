# What shows values on the way, and small tests of functions.
lib:
let
  inherit (builtins)
    attrNames
    elem
    isAttrs
    isList
    map
    mapAttrs
    ;

  # The value as deep as asked; what lies deeper is shown by brackets only.
  shallow =
    depth: value:
    let
      shown = text: {
        __pretty = _: text;
        val = value;
      };
      inner = shallow (depth - 1);
    in
    if isList value then
      if depth == 0 then shown "[…]" else map inner value
    else if isAttrs value then
      if depth == 0 then shown "{…}" else mapAttrs (_: inner) value
    else
      value;
in
rec {
  /**
    Gives the second value, after showing the first.

        trace : Any -> a -> a

    Example: isFunction trace
  */
  trace = builtins.trace;

  /**
    Gives the second value; if it fails, the error says the text as well.

        addErrorContext : String -> a -> a

    Example: addErrorContext "while testing" 5 == 5
  */
  addErrorContext = builtins.addErrorContext;

  /**
    Where a member of a set is written, or null.

        unsafeGetAttrPos : String -> { _ : Any } -> { file : String; line : Int; column : Int; } | Null

    Example: unsafeGetAttrPos "b" { a = 1; } == null
  */
  unsafeGetAttrPos = builtins.unsafeGetAttrPos;

  /**
    Gives the value, after showing the message if the condition holds.

        traceIf : Bool -> Any -> a -> a

    Example: traceIf false "hidden" 1 == 1
  */
  traceIf =
    condition: message: value:
    if condition then trace message value else value;

  /**
    Gives the value, after showing what the function makes of it.

        traceValFn : (a -> Any) -> a -> a

    Example: isFunction traceValFn
  */
  traceValFn = f: value: trace (f value) value;

  /**
    Gives the value, after showing it.

        traceVal : a -> a

    Example: isFunction traceVal
  */
  traceVal = value: trace value value;

  /**
    Gives the second value, after showing all of the first.

        traceSeq : Any -> a -> a

    Example: isFunction traceSeq
  */
  traceSeq = shown: trace (builtins.deepSeq shown shown);

  /**
    Gives the second value, after showing the first as deep as said.

        traceSeqN : Int -> Any -> a -> a

    Example: isFunction traceSeqN
  */
  traceSeqN =
    depth: shown: value:
    trace (lib.generators.toPretty { allowPrettyValues = true; } (shallow depth shown)) value;

  /**
    Gives the value, after showing all of what the function makes of it.

        traceValSeqFn : (a -> Any) -> a -> a

    Example: isFunction traceValSeqFn
  */
  traceValSeqFn = f: value: traceSeq (f value) value;

  /**
    Gives the value, after showing all of it.

        traceValSeq : a -> a

    Example: isFunction traceValSeq
  */
  traceValSeq = value: traceSeq value value;

  /**
    Gives the value, after showing what the function makes of it as deep as said.

        traceValSeqNFn : (a -> Any) -> Int -> a -> a

    Example: isFunction traceValSeqNFn
  */
  traceValSeqNFn =
    f: depth: value:
    traceSeqN depth (f value) value;

  /**
    Gives the value, after showing it as deep as said.

        traceValSeqN : Int -> a -> a

    Example: isFunction traceValSeqN
  */
  traceValSeqN = depth: value: traceSeqN depth value value;

  /**
    Calls the function; shows its name, its argument and its result as deep as said.

        traceFnSeqN : Int -> String -> (a -> b) -> a -> b

    Example: isFunction traceFnSeqN
  */
  traceFnSeqN =
    depth: name: f: argument:
    let
      result = f argument;
    in
    traceSeqN (depth + 1) {
      fn = name;
      from = argument;
      to = result;
    } result;

  /**
    Runs the tests whose names begin with `test`, or those that `tests` names; gives the ones
    whose expression is not as expected.

        runTests : { _ : Any } -> [{ name : String; expected : Any; result : Any; }]

    Example: runTests { testSum = { expr = 1 + 1; expected = 2; }; } == [ ]
  */
  runTests =
    tests:
    let
      chosen = tests.tests or [ ];
      runs = name: if chosen == [ ] then builtins.substring 0 4 name == "test" else elem name chosen;
      failed = name: runs name && tests.${name}.expr != tests.${name}.expected;
    in
    map (name: {
      inherit name;
      inherit (tests.${name}) expected;
      result = tests.${name}.expr;
    }) (builtins.filter failed (attrNames tests));

  /**
    The test that all values are true.

        testAllTrue : [Bool] -> { expr : [Bool]; expected : [Bool]; }

    Example: testAllTrue [ false ] == { expr = [ false ]; expected = [ true ]; }
  */
  testAllTrue = values: {
    expr = values;
    expected = map (_: true) values;
  };

  /**
    Null if no test failed, else an error that shows what `runTests` gave.

        throwTestFailures : { failures : [{ name : String; ... }]; description? : String; ... } -> Null

    Example: throwTestFailures { failures = [ ]; } == null
  */
  throwTestFailures =
    {
      failures,
      description ? "tests",
      ...
    }:
    let
      count = toString (builtins.length failures);
      names = lib.strings.concatMapStrings (failure: "- ${failure.name}\n") failures;
    in
    if failures == [ ] then
      null
    else
      throw "${count} ${description} failed:\n${names}\n${builtins.toJSON failures}";
}
