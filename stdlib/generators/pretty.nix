# Values as Nix writes them, for people to read.
lib:
let
  inherit (builtins)
    addErrorContext
    concatStringsSep
    elem
    isAttrs
    isList
    isString
    map
    mapAttrs
    replaceStrings
    ;
  inherit (lib.attrsets) mapAttrsToList;
  inherit (lib.lists) init last;
  inherit (lib.strings) escape splitString;
  inherit (lib.trivial) functionArgs isFunction;

  # Members that make a set act as something else: they are functions, with no inside to go into.
  acting = [
    "__functionArgs"
    "__functor"
    "__pretty"
    "__toString"
  ];

  showFunction =
    f:
    let
      name = name: hasDefault: if hasDefault then "${name}?" else name;
      names = mapAttrsToList name (functionArgs f);
    in
    if names == [ ] then "<function>" else "<function, args: {${concatStringsSep ", " names}}>";
in
{
  /**
    A value as a Nix expression, on several lines or one. Functions and derivations are only
    named. A set with `val` and a function `__pretty` is shown as that function says, if so asked.

        toPretty : { multiline? : Bool; allowPrettyValues? : Bool; indent? : String; } -> Any -> String

    Example: toPretty { multiline = false; } { a = [ 1 "x" ]; } == "{ a = [ 1 \"x\" ]; }"
  */
  toPretty =
    {
      multiline ? true,
      allowPrettyValues ? false,
      indent ? "",
    }:
    let
      show =
        indent: value:
        let
          before = if multiline then "\n${indent}  " else " ";
          after = if multiline then "\n${indent}" else " ";
          enclose =
            open: close: items:
            if items == [ ] then
              "${open} ${close}"
            else
              "${open}${before}${concatStringsSep before items}${after}${close}";
          inner = show "${indent}  ";
          member =
            name: value:
            "${lib.strings.escapeNixIdentifier name} = ${
              addErrorContext "while evaluating an attribute `${name}`" (inner value)
            };";
        in
        if isString value then
          showString before after value
        else if value == null then
          "null"
        else if value == true then
          "true"
        else if value == false then
          "false"
        else if builtins.isInt value then
          toString value
        else if builtins.isPath value then
          toString value
        else if isList value then
          enclose "[" "]" (map inner value)
        else if isFunction value then
          showFunction value
        else if isAttrs value then
          if allowPrettyValues && value ? __pretty && value ? val then
            value.__pretty value.val
          else if value.type or null == "derivation" then
            "<derivation ${value.name or "???"}>"
          else
            enclose "{" "}" (mapAttrsToList member value)
        else
          builtins.toJSON value;

      showString =
        before: after: text:
        let
          lines = splitString "\n" text;
          escaped = map (replaceStrings [ "\${" "''" ] [ "''\${" "'''" ]) lines;
          end = last escaped;
        in
        if multiline && builtins.length lines > 1 then
          "''${before}${concatStringsSep before (init escaped)}${
            if end == "" then after else before + end
          }''"
        else
          "\"${concatStringsSep "\\n" (map (escape [ "\\" "\"" "\${" ]) lines)}\"";
    in
    show indent;

  /**
    The value, but what lies deeper than the limit is an error, or `"<unevaluated>"`.

        withRecursion : { depthLimit : Int; throwOnDepthLimit? : Bool; } -> Any -> Any

    Example: withRecursion { depthLimit = 1; throwOnDepthLimit = false; } { a.b = 1; } == { a.b = "<unevaluated>"; }
  */
  withRecursion =
    {
      depthLimit,
      throwOnDepthLimit ? true,
    }:
    assert builtins.isInt depthLimit;
    let
      limited =
        depth: value:
        if depth <= depthLimit then
          value
        else if throwOnDepthLimit then
          throw "Exceeded maximum eval-depth limit of ${toString depthLimit} while trying to evaluate with `generators.withRecursion'!"
        else
          "<unevaluated>";
      walk =
        depth: value:
        let
          inner = value: walk (depth + 1) (limited (depth + 1) value);
        in
        if isAttrs value then
          mapAttrs (name: member: if elem name acting then member else inner member) value
        else if isList value then
          map inner value
        else
          limited (depth + 1) value;
    in
    walk 0;
}
