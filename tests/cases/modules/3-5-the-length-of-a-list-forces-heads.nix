with import <nixpkgs/lib>;
let
  x = value: (evalModules {
    modules = [ { options.x = mkOption { type = types.listOf types.int; }; } { _file = "a.nix"; x = value; } ];
  }).config.x;
in
{
  heads = length (x [ 1 (throw "head") ]);
  conditions = length (x [ 1 (mkIf (throw "condition") 1) ]);
  no-types = length (x [ 1 "s" ]);
  other-elements = head (x [ 1 "s" ]);
  the-element = last (x [ 1 "s" ]);
}
