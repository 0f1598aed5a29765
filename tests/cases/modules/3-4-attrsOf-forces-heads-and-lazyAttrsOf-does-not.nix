with import <nixpkgs/lib>;
let
  x = type: value: (evalModules {
    modules = [
      { options.x = mkOption { inherit type; }; }
      ({ config, ... }: { x = if isFunction value then value config.x else value; })
    ];
  }).config.x;
  strict = types.attrsOf types.int;
  lazy = types.lazyAttrsOf;
  sub = types.submodule { options.n = mkOption { type = types.int; }; };
  siblings = self: { a = 1; b = self.a + 1; };
in
{
  every-head = (x strict { a = 1; b = throw "head"; }).a;
  every-condition = (x strict { a = 1; b = mkIf (throw "condition") 1; }).a;
  no-types = (x strict { a = 1; b = "s"; }).a;
  siblings-recurse = (x strict siblings).b;
  siblings-with-literal-heads = (x (types.attrsOf types.attrs) (self: { a = { n = 1; }; b = { n = self.a.n + 1; }; })).b;
  siblings-in-submodules = (x (types.attrsOf sub) (self: { a.n = 1; b.n = self.a.n + 1; })).b;
  lazy-forces-nothing-else = (x (lazy types.int) { a = 1; b = throw "head"; }).a;
  lazy-siblings = (x (lazy types.int) siblings).b;
  lazy-keeps-names = attrNames (x (lazy types.int) { a = mkIf false 1; b = 1; });
  strict-drops-names = attrNames (x strict { a = mkIf false 1; b = 1; });
  lazy-without-value = (x (lazy types.int) { a = mkIf false 1; }).a;
  lazy-with-empty-value = (x (lazy (types.listOf types.int)) { a = mkIf false [ 1 ]; }).a;
}
