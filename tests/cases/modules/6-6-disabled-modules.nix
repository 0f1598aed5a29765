with import <nixpkgs/lib>;
let
  x = modules: (evalModules {
    specialArgs.modulesPath = "/modules";
    modules = [ { options.x = mkOption { type = types.listOf types.str; }; } ] ++ modules;
  }).config.x;
  says = key: { inherit key; x = [ key ]; };
  disables = key: { key = "disables"; disabledModules = [ key ]; };
  without = key: disabled: x [ (says key) (says "kept") (disables disabled) ];
  imports = key: modules: { inherit key; imports = modules; };
in
{
  string = without "/modules/a.nix" "a.nix";
  absolute-string = without "/other/a.nix" "/other/a.nix";
  path = without "/other/a.nix" /other/a.nix;
  what-converts-to-a-string = without "/other/a.nix" { outPath = "/other/a.nix"; };
  number = without "5" 5;
  set = without "k" { key = "k"; };
  set-without-key = without "k" { };
  function = without "k" (_: "k");
  those-of-a-disabled-module-count = x [
    (says "k")
    (says "kept")
    { key = "gone"; disabledModules = [ { key = "k"; } ]; }
    (disables { key = "gone"; })
  ];
  imports-of-a-disabled-module-go = x [
    (imports "k" [ (says "imported") ])
    (says "kept")
    (disables { key = "k"; })
  ];
  unless-reached-another-way = x [
    (imports "k" [ (says "imported") ])
    (imports "l" [ (says "imported") ])
    (disables { key = "k"; })
  ];
}
