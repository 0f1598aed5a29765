with import <nixpkgs/lib>;
let
  declaration.options.a = {
    x = mkOption { type = types.int; };
    y = mkOption { type = types.int; default = 0; };
  };
  a = modules: (evalModules { modules = [ declaration ] ++ modules; }).config.a;
in
{
  merge = a [ { config = mkMerge [ { a.x = 1; } { a = mkMerge [ { y = 2; } ]; } ]; } ];
  "if" = a [ { config = mkIf true { a = mkIf true { x = 1; }; }; } { a = mkIf false { x = 2; }; } ];
  override = a [ { config = mkForce { a.x = 1; }; } { a = mkDefault { y = 3; }; } { a.x = 2; } ];
  override-per-attribute = a [ { a = mkForce { x = 1; }; } { a = { x = 2; y = 2; }; } ];
  order = a [ { _file = "a.nix"; a = mkBefore { x = 1; }; } ];
  names-are-needed = (a [ { a = mkIf false (throw "names"); } { a.x = 1; } ]).x;
  conditions-are-not = (a [ { a = mkIf (throw "condition") { y = 1; }; } { a.x = 1; } ]).x;
}
