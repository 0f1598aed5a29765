with import <nixpkgs/lib>;
let
  eval = type: module: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ({ _file = "a.nix"; } // module) ];
  }).config.x;
  int = value: eval types.int { x = value; };
in
{
  from-outside-in = eval (types.listOf types.int) {
    x = mkMerge [ [ 1 ] (mkIf true (mkMerge [ (mkIf true (mkForce (mkAfter [ 2 ]))) (mkForce [ 3 ]) ])) ];
  };
  if-in-override = int (mkForce (mkIf true 1));
  merge-in-override = int (mkForce (mkMerge [ 1 ]));
  override-in-override = int (mkForce (mkDefault 1));
  override-in-order = int (mkBefore (mkForce 1));
  order-in-order = int (mkBefore (mkAfter 1));
  if-in-order = int (mkBefore (mkIf true 1));
  if-in-override-above-options = eval types.int { config = mkForce { x = mkIf true 1; }; };
  if-in-override-of-a-set = eval (types.attrsOf types.int) { x = mkForce (mkIf true { k = 1; }); };
}
