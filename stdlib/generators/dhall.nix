# Dhall expressions.
lib: rec {
  /**
    A Dhall expression from a value; integers get their sign. Functions and null have none.

        toDhall : { } -> Any -> String

    Example: toDhall { } { a = 1; b = [ true ]; } == "{ a = +1, b = [ True ] }"
  */
  toDhall =
    { }:
    value:
    let
      show = toDhall { };
      join = builtins.concatStringsSep ", ";
      refuse = what: abort "generators.toDhall: cannot convert a ${what} to Dhall";
    in
    if builtins.isAttrs value then
      "{ ${join (lib.attrsets.mapAttrsToList (name: member: "${name} = ${show member}") value)} }"
    else if builtins.isList value then
      "[ ${join (map show value)} ]"
    else if builtins.isInt value then
      "${if value < 0 then "" else "+"}${toString value}"
    else if builtins.isBool value then
      if value then "True" else "False"
    else if builtins.isFunction value then
      refuse "function"
    else if value == null then
      refuse "null"
    else
      builtins.toJSON value;
}
