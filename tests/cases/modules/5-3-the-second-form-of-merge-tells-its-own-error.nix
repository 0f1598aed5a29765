with import <nixpkgs/lib>;
let
  x = type: value: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } { _file = "a.nix"; x = value; } ];
  }).config.x;
  merge = {
    __functor = self: loc: defs: (self.v2 { inherit loc defs; }).value;
    v2 = { loc, defs }:
      let value = (head defs).value; in {
        headError = if value < 10 then { message = "it is too small"; } else null;
        inherit value;
        valueMeta = { };
      };
  };
  own = check: mkOptionType { name = "own"; description = "large number"; inherit merge check; };
  coherent = { __functor = _: _: false; isV2MergeCoherent = true; };
  has = type: isAttrs type.merge && type.merge ? v2;
  int = types.int;
in
{
  head-error = x (own coherent) 5;
  check-is-not-asked = x (own coherent) 50;
  check-without-the-mark = x (own (_: true)) 50;
  first-form = x int "s";
  second-form = x (types.listOf int) 1;
  message-of-the-second-form =
    ((types.listOf int).merge.v2 { loc = [ "x" ]; defs = [ { file = "a.nix"; value = 1; } ]; }).headError.message;
  no-error-is-null =
    ((types.listOf int).merge.v2 { loc = [ "x" ]; defs = [ { file = "a.nix"; value = [ ]; } ]; }).headError;
  of-second-form = mapAttrs (_: has) {
    listOf = types.listOf int;
    attrsOf = types.attrsOf int;
    lazyAttrsOf = types.lazyAttrsOf int;
    attrListOf = types.attrListOf int;
    submodule = types.submodule { };
    either = types.either int int;
    oneOf = types.oneOf [ int int int ];
    coercedTo = types.coercedTo int toString types.str;
    addCheck = types.addCheck (types.listOf int) (_: true);
  };
  of-first-form = mapAttrs (_: has) {
    nullOr = types.nullOr (types.listOf int);
    functionTo = types.functionTo int;
    deferredModule = types.deferredModule;
    unique = types.unique { message = ""; } (types.listOf int);
    attrTag = types.attrTag { };
    addCheck = types.addCheck int (_: true);
    inherit int;
  };
}
