# Lua tables and bindings.
lib:
let
  inherit (builtins)
    concatStringsSep
    isAttrs
    isList
    map
    toJSON
    typeOf
    ;
  inherit (lib.attrsets) isDerivation mapAttrsToList;

  identifier = "[[:alpha:]_][[:alnum:]_]*";
  bindable = name: builtins.match "${identifier}(\\.${identifier})*" name != null;
in
rec {
  /**
    A Lua expression from a value, on several lines or one; or the members of a set as
    bindings, a line each.

        toLua : { multiline? : Bool; indent? : String; asBindings? : Bool; } -> Any -> String

    Example: toLua { multiline = false; } { a = [ 1 2 ]; } == "{ [\"a\"] = { 1, 2 } }"
  */
  toLua =
    {
      multiline ? true,
      indent ? "",
      asBindings ? false,
    }:
    value:
    let
      deeper = "${indent}  ";
      before = if multiline then "\n${deeper}" else " ";
      after = if multiline then "\n${indent}" else " ";
      show = toLua {
        inherit multiline;
        indent = if asBindings then indent else deeper;
      };
      table =
        items:
        if items == [ ] then "{}" else "{${before}${concatStringsSep ",${before}" items}${after}}";
      field = name: member: "[${toJSON name}] = ${show member}";
      binding = name: member: "${indent}${name} = ${show member}\n";
      misnamed = builtins.filter (name: !bindable name) (builtins.attrNames value);
    in
    if asBindings then
      if misnamed == [ ] then
        concatStringsSep "" (mapAttrsToList binding value)
      else
        throw "Bad Lua var names: ${lib.generators.toPretty { } misnamed}"
    else if value == null then
      "nil"
    else if isList value then
      table (map show value)
    else if builtins.isPath value || isDerivation value then
      toJSON "${value}"
    else if isAttrs value then
      if value._type or null == "lua-inline" then
        "(${value.expr})"
      else
        table (mapAttrsToList field value)
    else if builtins.isFunction value then
      abort "generators.toLua: type ${typeOf value} is unsupported"
    else
      toJSON value;

  /**
    A text that `toLua` takes as a Lua expression.

        mkLuaInline : String -> { _type : String; expr : String; }

    Example: toLua { } (mkLuaInline "f()") == "(f())"
  */
  mkLuaInline = expr: {
    _type = "lua-inline";
    inherit expr;
  };
}
