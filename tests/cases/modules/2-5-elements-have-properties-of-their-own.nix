with import <nixpkgs/lib>;
let
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ] ++ map (value: { x = value; }) definitions;
  }).config.x;
  list = types.listOf types.int;
in
{
  if-false-removes-an-element = x list [ [ 1 (mkIf false 2) (mkIf true 3) ] ];
  override-and-order-are-stripped = x list [ [ 1 (mkForce 2) (mkBefore 3) (mkDefault 4) ] ];
  merge-makes-one-element = x (types.listOf list) [ [ [ 0 ] (mkMerge [ [ 1 ] [ 2 ] ]) ] ];
  if-false-removes-an-attribute = x (types.attrsOf types.int) [ { a = 1; b = mkIf false 2; } ];
  an-attribute-is-overridden = x (types.attrsOf types.int) [ { a = 1; b = 1; } { a = mkForce 2; b = mkDefault 2; } ];
  an-attribute-is-ordered = x (types.attrsOf list) [ { a = [ 1 ]; } { a = mkAfter [ 2 ]; } ];
}
