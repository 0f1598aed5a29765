with import <nixpkgs/lib>;
let
  value = type: default: (evalModules {
    modules = [ { options.x = mkOption { inherit type default; }; } ];
  }).config.x;
in
{
  whole = value types.raw (mkForce 1);
  elements = value (types.listOf types.int) [
    (mkIf false 1)
    (mkMerge [ 2 ])
    (mkForce 3)
  ];
  attributes = value (types.attrsOf types.int) {
    a = mkIf false 1;
    b = mkForce 2;
    c = mkMerge [ 3 ];
  };
  deeper = value (types.attrsOf (types.listOf types.int)) {
    a = mkIf true [ (mkIf false 1) 2 ];
  };
  tag = value (types.attrTag { a = mkOption { type = types.int; }; }) { a = mkIf true 1; };
  result = value (types.functionTo types.int) (n: mkIf true (n + 1)) 1;
  options = value (types.submodule { options.a = mkOption { type = types.int; }; }) { a = mkForce 1; };
}
