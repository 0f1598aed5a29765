with import <nixpkgs/lib>;
let
  option = arguments: definitions: (evalModules {
    modules = [ { options.x = mkOption ({ type = types.listOf types.int; } // arguments); } ]
      ++ map (value: { x = value; }) definitions;
  }).options.x;
  priority = definition: (option { } [ definition ]).highestPrio;
  x = definitions: (option { default = [ 0 ]; } definitions).value;
in
{
  numbers = map priority [
    (mkVMOverride [ ])
    (mkForce [ ])
    (mkImageMediaOverride [ ])
    [ ]
    (mkDefault [ ])
    (mkOptionDefault [ ])
  ];
  of-a-default = (option { default = [ ]; } [ ]).highestPrio;
  the-smallest-wins = map x [
    [ (mkVMOverride [ 1 ]) (mkForce [ 2 ]) ]
    [ (mkImageMediaOverride [ 1 ]) (mkForce [ 2 ]) ]
    [ (mkImageMediaOverride [ 1 ]) [ 2 ] ]
    [ (mkDefault [ 1 ]) [ 2 ] ]
    [ (mkDefault [ 1 ]) (mkOptionDefault [ 2 ]) ]
    [ (mkOptionDefault [ 1 ]) ]
  ];
  plain-is-100 = x [ (mkOverride 100 [ 1 ]) [ 2 ] ];
  without-definition = (option { } [ ]).highestPrio;
  without-definition-left = (option { } [ (mkIf false [ 1 ]) ]).highestPrio;
  one-above-9999 = (evalModules {
    modules = [ { options.x = mkOption { type = types.int; }; } { x = mkOverride 10000 1; } ];
  }).config.x;
  two-above-9999 = (evalModules {
    modules = [
      { options.x = mkOption { type = types.int; }; }
      { x = mkOverride 10000 1; }
      { x = mkOverride 10000 1; }
    ];
  }).config.x;
}
