# Types inside of types, as hand-written models combine them.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  of = type: mkOption { inherit type; };
  point = types.submodule { options.x = of types.int; options.y = mkOption { type = types.int; default = 0; }; };
  tag = types.attrTag {
    a = mkOption { type = types.str; default = "q"; };
    p = mkOption { type = point; };
    n = mkOption { type = types.nullOr types.int; };
  };
  rec1 = types.submodule { options = { kids = mkOption { type = types.attrsOf (types.either types.str rec1); default = { }; }; v = mkOption { type = types.nullOr (types.enum [ "a" "b" ]); default = "a"; }; }; };
in
{
  options = {
    t1 = of (types.attrsOf (types.submodule { options.e = of (types.either tag types.int); }));
    t2 = of (types.either types.int tag);
    c1 = of (types.coercedTo types.str (s: { x = lib.stringLength s; }) point);
    c3 = of (types.listOf (types.coercedTo types.int toString types.str));
    c4 = of (types.coercedTo (types.listOf types.int) (l: lib.head l) types.int);
    n1 = mkOption { type = types.nullOr (types.enum [ "x" "y" ]); default = "x"; };
    n2 = mkOption { type = types.nullOr (types.nullOr types.int); };
    u1 = of (types.unique { message = "one"; } (types.listOf types.int));
    u2 = mkOption { type = types.unique { message = "one"; } types.int; default = 3; };
    a1 = of (types.addCheck types.int (x: x > 3));
    a2 = of (types.addCheck (types.listOf types.int) (l: lib.length l < 3));
    a3 = of (types.addCheck point (p: p ? x));
    f1 = mkOption { type = types.functionTo types.int; default = _: 1; };
    d1 = mkOption { type = types.deferredModule; default = { }; };
    l1 = of (types.attrsWith { elemType = types.int; lazy = true; placeholder = "who"; });
    l2 = of (types.lazyAttrsOf point);
    fr1 = of (types.submodule { freeformType = types.attrsOf (types.either types.int types.str); options.g.h.i = of types.bool; options.g.z = mkOption { type = types.int; default = 2; }; });
    fr2 = of (types.submodule { freeformType = types.lazyAttrsOf point; options.k = mkOption { type = types.int; internal = true; default = 1; }; });
    ro = mkOption { type = types.int; readOnly = true; };
    ro2 = mkOption { type = types.int; readOnly = true; default = 3; };
    sh = mkOption { type = point; visible = "shallow"; };
    in1 = mkOption { type = point; internal = true; };
    "dot.ted" = of types.int;
    "q\"uote" = of types.int;
    "" = of types.int;
    "ü" = of types.int;
    rc = of rec1;
    e1 = of (types.either (types.attrsOf types.int) (types.attrsOf types.str));
    e2 = of (types.either point (types.attrsOf types.str));
    e3 = of (types.oneOf [ (types.listOf types.int) (types.listOf point) types.bool ]);
    e4 = of (types.either (types.enum [ "a" ]) (types.strMatching "b+"));
    uq = of (types.uniq (types.attrsOf types.int));
    nn = of (types.nullOr (types.coercedTo types.str lib.toInt types.int));
    ne = of (types.nonEmptyListOf (types.either types.int types.str));
    sp = of (types.separatedString ",");
    bo = of types.boolByOr;
    an = of (types.attrsOf types.anything);
    mu = of (types.attrsOf (types.nullOr tag));
    subw = of (types.submoduleWith { modules = [ { options.config = of types.int; options.x = of types.int; } ]; shorthandOnlyDefinesConfig = true; });
    subn = of (types.submoduleWith { modules = [ { options.x = of types.int; } ]; });
    pe = of (types.passwdEntry types.str);
    ty = of (types.submodule ({ config, ... }: { options.a = of types.int; options.b = mkOption { type = types.int; default = config.a; }; config.a = lib.mkDefault 4; }));
    imp = of (types.submodule { imports = [ (lib.mkRenamedOptionModule [ "o" ] [ "n" ]) ]; options.n = of types.int; });
  };
}
