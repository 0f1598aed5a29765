with import <nixpkgs/lib>;
let
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ] ++ map (value: { x = value; }) definitions;
  }).config.x;
  list = x (types.listOf types.int);
in
{
  before-and-after = list [ (mkAfter [ 1 ]) [ 2 ] (mkBefore [ 3 ]) [ 4 ] ];
  numbers = list [ (mkOrder 501 [ 1 ]) (mkBefore [ 2 ]) (mkOrder 499 [ 3 ]) ];
  numbers-of-after = list [ (mkOrder 1499 [ 1 ]) (mkAfter [ 2 ]) (mkOrder 1501 [ 3 ]) ];
  plain-is-1000 = list [ (mkOrder 1001 [ 1 ]) [ 2 ] (mkOrder 999 [ 3 ]) ];
  stable = list [ (mkBefore [ 1 ]) (mkBefore [ 2 ]) [ 3 ] (mkOrder 1000 [ 4 ]) ];
  only-the-winners = list [ (mkBefore [ 1 ]) (mkForce [ 3 ]) (mkForce (mkAfter [ 2 ])) ];
  last-wins-in-attrs = x types.attrs [ { k = "a"; } { k = "b"; } ];
  after-wins-in-attrs = x types.attrs [ { k = "a"; } (mkAfter { k = "b"; }) ];
  first-in-lines = x types.lines [ (mkBefore "a") "b" "c" ];
}
