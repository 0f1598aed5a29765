with import <nixpkgs/lib>;
let
  meta = type: value: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } { x = value; } ];
  }).options.x.valueMeta;
  names = type: value: attrNames (meta type value);
in
{
  listOf = names (types.listOf types.int) [ 1 ];
  attrsOf = names (types.attrsOf types.int) { a = 1; };
  submodule = names (types.submodule { }) { };
  attrListOf = names (types.attrListOf types.int) [ { a = 1; } ];
  int = names types.int 1;
  nullOr = names (types.nullOr types.int) 1;
  the-type-used = (meta (types.listOf types.int) [ 1 ])._internal.type.name;
  of-elements = map attrNames (meta (types.listOf (types.listOf types.int)) [ [ 1 ] [ ] ]).list;
  of-attributes = mapAttrs (_: attrNames) (meta (types.attrsOf (types.listOf types.int)) { a = [ ]; }).attrs;
  of-a-submodule = (meta (types.submodule { options.n = mkOption { default = 1; }; }) { }).configuration.config;
}
