with import <nixpkgs/lib>;
let
  eval = first: second: value: evalModules {
    modules = [
      { _file = "a.nix"; options.x = mkOption { type = first; }; }
      { _file = "b.nix"; options.x = mkOption { type = second; }; }
      { x = value; }
    ];
  };
  type = first: second: (eval first second { }).options.x.type;
  description = first: second: (type first second).description;
  twice = one: description one one;
  user = types.attrsWith { elemType = types.submodule { options.n = mkOption { }; }; placeholder = "user"; };
  named = types.attrsOf (types.submodule { });
  sub = arguments: types.submoduleWith ({ modules = [ ]; } // arguments);
  n.options.n = mkOption { default = 1; };
  m.options.m = mkOption { default = 2; };
in
{
  a-merged-type-loses-its-check = (eval types.port types.port (-5)).config.x;
  and-its-description = twice types.port;
  port-and-int = description types.port types.int;
  enum = description (types.enum [ "a" "b" ]) (types.enum [ "c" "a" ]);
  either = description (types.either types.int (types.enum [ "a" ])) (types.either types.int (types.enum [ "b" ]));
  either-of-others = description (types.either types.int types.str) (types.either types.int types.bool);
  coercedTo = twice (types.coercedTo types.int toString types.str);
  attrListOf = twice (types.attrListOf types.int);
  of-ones-own = twice (mkOptionType { name = "own"; });
  json = twice types.json;
  toml = twice types.toml;
  attrsOf-and-lazyAttrsOf = description (types.attrsOf types.int) (types.lazyAttrsOf types.int);
  a-placeholder-stays = ((type named user).getSubOptions [ "x" ]).n.loc;
  whichever-comes-first = ((type user named).getSubOptions [ "x" ]).n.loc;
  tags = description
    (types.attrTag { a = mkOption { type = types.int; }; })
    (types.attrTag { b = mkOption { type = types.int; }; });
  common-tags = ((type
    (types.attrTag { a = mkOption { type = types.enum [ 1 ]; }; })
    (types.attrTag { a = mkOption { type = types.enum [ 2 ]; }; })).getSubOptions [ ]).a.type.description;
  submodules = (eval (types.submodule n) (types.submodule m) { }).config.x;
  classes-not-read = (eval (sub { class = "a"; }) (sub { class = "b"; }) { }).options.x.type.name;
  classes-read = (eval (sub { class = "a"; }) (sub { class = "b"; }) { }).config.x;
  descriptions-not-read = (eval (sub { description = "a"; }) (sub { description = "b"; }) { }).config.x;
  descriptions-read = description (sub { description = "a"; }) (sub { description = "b"; });
  arguments-are-joined = (eval
    (types.submoduleWith { modules = [ ({ a, b, ... }: { options.n = mkOption { default = [ a b ]; }; }) ]; specialArgs.a = 1; })
    (sub { specialArgs.b = 2; })
    { }).config.x.n;
  arguments-not-read = (eval (sub { specialArgs.a = 1; }) (sub { specialArgs.a = 1; }) { }).config.x;
  arguments-read = (eval (sub { specialArgs.a = 1; }) (sub { specialArgs.a = 1; }) ({ ... }: { })).config.x;
  shorthands-read = (eval (types.submodule { }) (sub { }) { }).config.x;
}
