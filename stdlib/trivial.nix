# Functions about no kind of value in particular: combinators, Booleans,
# numbers, and what a caller is told along the way.
lib:
let
  inherit (builtins) foldl' map;
in
rec {
  /**
    Gives back its argument.

        id : a -> a

    Example: id 7 == 7
  */
  id = x: x;

  /**
    A function that always gives `x`.

        const : a -> b -> a

    Example: map (const 0) [ 1 2 ] == [ 0 0 ]
  */
  const = x: _: x;

  /**
    Passes a value through a list of functions, the first one first.

        pipe : Any -> [(Any -> Any)] -> Any

    Example: pipe 3 [ (x: x + 1) (x: x * 10) ] == 40
  */
  pipe = foldl' (value: f: f value);

  /**
    One list after the other.

        concat : [a] -> [a] -> [a]

    Example: concat [ 1 ] [ 2 ] == [ 1 2 ]
  */
  concat = xs: ys: xs ++ ys;

  /**
    Whether either is true; the second is read only if the first is false.

        or : Bool -> Bool -> Bool

    Example: lib."or" false true
  */
  "or" = x: y: x || y;

  /**
    Whether both are true; the second is read only if the first is true.

        and : Bool -> Bool -> Bool

    Example: and true true
  */
  and = x: y: x && y;

  /**
    Whether exactly one is true.

        xor : Bool -> Bool -> Bool

    Example: xor true false
  */
  xor = x: y: (x && !y) || (!x && y);

  /**
    The bits set in both numbers.

        bitAnd : Int -> Int -> Int

    Example: bitAnd 12 10 == 8
  */
  bitAnd = builtins.bitAnd;

  /**
    The bits set in either number.

        bitOr : Int -> Int -> Int

    Example: bitOr 12 10 == 14
  */
  bitOr = builtins.bitOr;

  /**
    The bits set in exactly one of the numbers.

        bitXor : Int -> Int -> Int

    Example: bitXor 12 10 == 6
  */
  bitXor = builtins.bitXor;

  /**
    Every bit turned over.

        bitNot : Int -> Int

    Example: bitNot 0 == -1
  */
  bitNot = builtins.sub (-1);

  /**
    `"true"` or `"false"`.

        boolToString : Bool -> String

    Example: boolToString (1 < 2) == "true"
  */
  boolToString = b: if b then "true" else "false";

  /**
    `"yes"` or `"no"`.

        boolToYesNo : Bool -> String

    Example: boolToYesNo false == "no"
  */
  boolToYesNo = b: if b then "yes" else "no";

  /**
    The members of both sets, the second set's where both have one.

        mergeAttrs : { _ : a } -> { _ : b } -> { _ : a | b }

    Example: mergeAttrs { a = 1; } { a = 2; b = 3; } == { a = 2; b = 3; }
  */
  mergeAttrs = x: y: x // y;

  /**
    A function of two arguments with their order turned round.

        flip : (a -> b -> c) -> b -> a -> c

    Example: flip (a: b: a - b) 1 10 == 9
  */
  flip =
    f: x: y:
    f y x;

  /**
    The value, or the default if the value is null.

        defaultTo : a -> b | Null -> a | b

    Example: defaultTo 3 null == 3
  */
  defaultTo = default: value: if value == null then default else value;

  /**
    Applies a function, but to null.

        mapNullable : (a -> b) -> a | Null -> b | Null

    Example: mapNullable (x: x + 1) null == null
  */
  mapNullable = f: value: if value == null then null else f value;

  /**
    The release of nixpkgs whose `lib` this one follows, with its suffix.

        version : String

    Example: hasPrefix release version
  */
  version = release + versionSuffix;

  /**
    The release of nixpkgs whose `lib` this one follows.

        release : String

    Example: builtins.match "[0-9]+\\.[0-9]+" release != null
  */
  release = "26.11";

  /**
    What follows the release in the version.

        versionSuffix : String

    Example: version == release + versionSuffix
  */
  versionSuffix = "pre-git";

  /**
    The name of the release.

        codeName : String

    Example: isString codeName
  */
  codeName = "Zokor";

  /**
    The oldest release that is still looked after, as a number: 2511 is 25.11.

        oldestSupportedRelease : Int

    Example: isInt oldestSupportedRelease
  */
  oldestSupportedRelease = 2511;

  /**
    Whether code may rely on all that came with a release.

        oldestSupportedReleaseIsAtLeast : Int -> Bool

    Example: oldestSupportedReleaseIsAtLeast 2405
  */
  oldestSupportedReleaseIsAtLeast = asked: asked <= oldestSupportedRelease;

  /**
    An older name of `oldestSupportedReleaseIsAtLeast`, which it asks for.

        isInOldestRelease : Int -> Bool

    Example: isFunction isInOldestRelease
  */
  isInOldestRelease =
    asked:
    warn "lib.isInOldestRelease is deprecated. Use lib.oldestSupportedReleaseIsAtLeast instead." (
      oldestSupportedReleaseIsAtLeast asked
    );

  /**
    The revision of nixpkgs this `lib` belongs to; it belongs to none, so the default.

        revisionWithDefault : a -> a

    Example: revisionWithDefault null == null
  */
  revisionWithDefault = default: default;

  /**
    An older name of `version`, which it asks for.

        nixpkgsVersion : String

    Example: (builtins.tryEval nixpkgsVersion).success
  */
  nixpkgsVersion = warn "lib.nixpkgsVersion is a deprecated alias of lib.version." version;

  /**
    Whether a nix-shell evaluates this.

        inNixShell : Bool

    Example: isBool inNixShell
  */
  inNixShell = builtins.getEnv "IN_NIX_SHELL" != "";

  /**
    Whether the evaluation may not read its surroundings.

        inPureEvalMode : Bool

    Example: isBool inPureEvalMode
  */
  inPureEvalMode = !(builtins ? currentSystem);

  /**
    The smaller of two values that can be ordered.

        min : a -> a -> a

    Example: min 1 2 == 1
  */
  min = x: y: if x < y then x else y;

  /**
    The greater of two values that can be ordered.

        max : a -> a -> a

    Example: max 1 2 == 2
  */
  max = x: y: if x > y then x else y;

  /**
    What a division leaves over; it has the sign of the dividend.

        mod : Int -> Int -> Int

    Example: mod (-7) 3 == -1
  */
  mod = dividend: divisor: dividend - divisor * (dividend / divisor);

  /**
    -1, 0 or 1: the first value is less than, equal to or greater than the second.

        compare : a -> a -> Int

    Example: compare 1 2 == -1
  */
  compare =
    a: b:
    if a < b then
      -1
    else if a > b then
      1
    else
      0;

  /**
    Compares two values: those for which the predicate holds come first and are compared
    by the first comparison, the others by the second.

        splitByAndCompare : (a -> Bool) -> (a -> a -> Int) -> (a -> a -> Int) -> a -> a -> Int

    Example: splitByAndCompare (hasPrefix "z") compare compare "za" "b" == -1
  */
  splitByAndCompare =
    isFirst: compareFirst: compareRest: a: b:
    if isFirst a then
      if isFirst b then compareFirst a b else -1
    else if isFirst b then
      1
    else
      compareRest a b;

  /**
    Reads the first value as far as its outermost form, then gives the second.

        seq : Any -> a -> a

    Example: seq { a = throw "not read"; } 2 == 2
  */
  seq = builtins.seq;

  /**
    Reads all of the first value, then gives the second.

        deepSeq : Any -> a -> a

    Example: deepSeq { a.b = 1; } 2 == 2
  */
  deepSeq = builtins.deepSeq;

  /**
    Whether the first value is less than the second.

        lessThan : a -> a -> Bool

    Example: sort lessThan [ 2 1 ] == [ 1 2 ]
  */
  lessThan = builtins.lessThan;

  /**
    The sum of two numbers.

        add : Number -> Number -> Number

    Example: add 1 2 == 3
  */
  add = builtins.add;

  /**
    The first number less the second.

        sub : Number -> Number -> Number

    Example: sub 1 2 == -1
  */
  sub = builtins.sub;

  /**
    The product of two numbers.

        mul : Number -> Number -> Number

    Example: mul 3 4 == 12
  */
  mul = builtins.mul;

  /**
    The first number by the second; integers are cut towards zero.

        div : Number -> Number -> Number

    Example: div 7 2 == 3
  */
  div = builtins.div;

  /**
    The least integer that is not less than the number.

        ceil : Number -> Int

    Example: ceil 1.2 == 2
  */
  ceil = builtins.ceil;

  /**
    The greatest integer that is not greater than the number.

        floor : Number -> Int

    Example: floor 1.8 == 1
  */
  floor = builtins.floor;

  /**
    Whether the value is a Boolean.

        isBool : Any -> Bool

    Example: isBool true
  */
  isBool = builtins.isBool;

  /**
    Whether the value is an integer.

        isInt : Any -> Bool

    Example: !isInt 1.0
  */
  isInt = builtins.isInt;

  /**
    Whether the value is a floating point number.

        isFloat : Any -> Bool

    Example: isFloat 1.0
  */
  isFloat = builtins.isFloat;

  /**
    Whether the value can be called: a function, or a set with a `__functor`.

        isFunction : Any -> Bool

    Example: isFunction { __functor = self: x: x; }
  */
  isFunction = f: builtins.isFunction f || (f ? __functor && builtins.isFunction (f.__functor f));

  /**
    The names a function takes from its argument, each with whether it has a default.

        functionArgs : (a -> b) -> { _ : Bool }

    Example: functionArgs ({ a, b ? 1, ... }: a) == { a = false; b = true; }
  */
  functionArgs =
    f:
    if f ? __functor then
      f.__functionArgs or (functionArgs (f.__functor f))
    else
      builtins.functionArgs f;

  /**
    The same function, but `functionArgs` tells the names given.

        setFunctionArgs : (a -> b) -> { _ : Bool } -> { __functor : Any -> a -> b; __functionArgs : { _ : Bool }; }

    Example: functionArgs (setFunctionArgs (x: x) { one = true; }) == { one = true; }
  */
  setFunctionArgs = f: names: {
    __functor = self: f;
    __functionArgs = names;
  };

  /**
    The second function, with the argument names of the first.

        mirrorFunctionArgs : (a -> b) -> (c -> d) -> c -> d

    Example: functionArgs (mirrorFunctionArgs ({ a }: a) (x: x)) == { a = false; }
  */
  mirrorFunctionArgs =
    f:
    let
      names = functionArgs f;
    in
    g: setFunctionArgs g names;

  /**
    A function as it is; any other value as the function that always gives it.

        toFunction : a | (b -> a) -> b -> a

    Example: toFunction 5 "any" == 5
  */
  toFunction = value: if isFunction value then value else _: value;

  /**
    The number that hexadecimal digits, after `0x` or alone, stand for.

        fromHexString : String -> Int

    Example: fromHexString "0xff" == 255
  */
  fromHexString =
    text:
    let
      digits = builtins.match "(0[xX])?([0-9a-fA-F]+)" text;
    in
    if digits == null then
      throw "lib.fromHexString: `${text}` is no hexadecimal number"
    else
      (fromTOML "n = 0x${builtins.elemAt digits 1}").n;

  /**
    A number in hexadecimal digits.

        toHexString : Int -> String

    Example: toHexString 255 == "FF"
  */
  toHexString =
    let
      digits = "0123456789ABCDEF";
    in
    n: builtins.concatStringsSep "" (map (d: builtins.substring d 1 digits) (toBaseDigits 16 n));

  /**
    The digits of a number in a base, the highest first.

        toBaseDigits : Int -> Int -> [Int]

    Example: toBaseDigits 2 10 == [ 1 0 1 0 ]
  */
  toBaseDigits =
    base: n:
    let
      digits =
        rest: lower:
        if rest < base then
          [ rest ] ++ lower
        else
          digits (rest / base) ([ (mod rest base) ] ++ lower);
    in
    assert isInt base && base >= 2;
    assert isInt n && n >= 0;
    digits n [ ];

  /**
    The value a JSON file holds.

        importJSON : Path | String -> Any

    Example: isFunction importJSON
  */
  importJSON = file: builtins.fromJSON (builtins.readFile file);

  /**
    The value a TOML file holds.

        importTOML : Path | String -> { _ : Any }

    Example: isFunction importTOML
  */
  importTOML = file: fromTOML (builtins.readFile file);

  /**
    The text of a file.

        readFile : Path | String -> String

    Example: isFunction readFile
  */
  readFile = builtins.readFile;

  /**
    Whether there is a file or folder at the path.

        pathExists : Path | String -> Bool

    Example: pathExists "/"
  */
  pathExists = builtins.pathExists;

  /**
    Gives the value, after a warning on the way.

        warn : String -> a -> a

    Example: isFunction warn
  */
  warn = builtins.warn;

  /**
    Gives the value, after a warning if the condition holds.

        warnIf : Bool -> String -> a -> a

    Example: warnIf false "hidden" 1 == 1
  */
  warnIf = condition: message: if condition then warn message else id;

  /**
    Gives the value, after a warning unless the condition holds.

        warnIfNot : Bool -> String -> a -> a

    Example: warnIfNot true "hidden" 1 == 1
  */
  warnIfNot = condition: message: if condition then id else warn message;

  /**
    Gives the value, or fails with the message if the condition holds.

        throwIf : Bool -> String -> a -> a

    Example: throwIf false "not thrown" 3 == 3
  */
  throwIf = condition: message: if condition then throw message else id;

  /**
    Gives the value, or fails with the message unless the condition holds.

        throwIfNot : Bool -> String -> a -> a

    Example: !(builtins.tryEval (throwIfNot false "no" 3)).success
  */
  throwIfNot = condition: message: if condition then id else throw message;

  /**
    Gives the value, or fails if an element of the second list is not in the first.

        checkListOfEnum : String -> [a] -> [a] -> b -> b

    Example: checkListOfEnum "sizes" [ "s" "m" ] [ "m" ] "fine" == "fine"
  */
  checkListOfEnum =
    what: allowed: given:
    let
      others = builtins.filter (x: !builtins.elem x allowed) given;
      show = xs: builtins.concatStringsSep ", " (map toString xs);
    in
    throwIf (others != [ ]) "${what}: ${show others} unexpected; valid ones: ${show allowed}";

  /**
    Gives the value, after a note on the way.

        info : String -> a -> a

    Example: isFunction info
  */
  info = message: builtins.trace "INFO: ${message}";

  /**
    Gives the value, after all the warnings in their order.

        showWarnings : [String] -> a -> a

    Example: showWarnings [ ] 4 == 4
  */
  showWarnings =
    warnings: value: builtins.seq (foldl' (_: message: warn message true) true warnings) value;

  /**
    All elements reached from the first ones by asking the operator, one for each `key`.

        genericClosure : { startSet : [{ key : Any; ... }]; operator : { key : Any; ... } -> [{ key : Any; ... }]; } -> [{ key : Any; ... }]

    Example: genericClosure { startSet = [ { key = 1; } ]; operator = i: optional (i.key < 2) { key = 2; }; } == [ { key = 1; } { key = 2; } ]
  */
  genericClosure = builtins.genericClosure;
}
