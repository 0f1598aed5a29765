with import <nixpkgs/lib>;
let
  x = condition: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; default = 0; }; } { x = mkIf condition 1; } ];
  }).config.x;
in
{
  "true" = x true;
  "false" = x false;
  null = x null;
  string = x "true";
}
