with import <nixpkgs/lib>;
let
  option = arguments: (evalModules { modules = [ { options.x = mkOption arguments; } ]; }).options.x;
  value = type: (option { inherit type; }).value;
  missing = type: !(builtins.tryEval (builtins.deepSeq (value type) null)).success;
  int = types.int;
in
{
  empty = mapAttrs (_: value) {
    listOf = types.listOf int;
    attrsOf = types.attrsOf int;
    lazyAttrsOf = types.lazyAttrsOf int;
    attrs = types.attrs;
    nullOr = types.nullOr int;
    submodule = types.submodule { options.n = mkOption { default = 1; }; };
    attrListOf = types.attrListOf int;
    json = types.json;
  };
  inherited = mapAttrs (_: value) {
    unique = types.unique { message = ""; } (types.listOf int);
    coercedTo = types.coercedTo int (n: [ n ]) (types.listOf int);
    addCheck = types.addCheck (types.listOf int) (_: false);
  };
  none = mapAttrs (_: missing) {
    nonEmptyListOf = types.nonEmptyListOf int;
    either = types.either (types.listOf int) int;
    lines = types.lines;
    functionTo = types.functionTo (types.listOf int);
    deferredModule = types.deferredModule;
    attrTag = types.attrTag { a = mkOption { type = int; default = 1; }; };
    anything = types.anything;
    raw = types.raw;
    unspecified = types.unspecified;
  };
  message = value int;
  applied = (option { type = types.listOf int; apply = length; }).value;
  is-not-defined = (option { type = types.listOf int; }).isDefined;
}
