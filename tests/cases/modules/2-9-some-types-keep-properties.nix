with import <nixpkgs/lib>;
let
  x = type: value: (evalModules { modules = [ { options.x = mkOption { inherit type; }; } { x = value; } ]; }).config.x;
  freeform = type: (evalModules { modules = [ { freeformType = type; } { k = 1; } { k = mkForce 2; } ]; }).config.k;
  flipped = type: (evalModules { modules = [ { freeformType = type; } { k = mkForce 2; } { k = 1; } ]; }).config.k;
in
{
  raw = x types.raw { k = mkIf false 1; };
  attrs = x types.attrs { k = mkForce 1; };
  anything = x types.anything { k = mkIf false 1; j = mkForce 2; deep.i = mkIf true 3; };
  lists-in-anything = x types.anything [ (mkIf false 1) ];
  attrs-as-freeform-type = freeform types.attrs;
  attrs-as-freeform-type-flipped = flipped types.attrs;
  attrsOf-as-freeform-type = freeform (types.attrsOf types.int);
}
