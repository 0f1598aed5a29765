with import <nixpkgs/lib>;
let
  x = specialArgs: modules: (evalModules {
    inherit specialArgs;
    modules = [ { options.x = mkOption { type = types.raw; }; options.flag = mkOption { default = true; }; } ] ++ modules;
  }).config.x;
  reads = { given, ... }: { x = given; };
  named = { config, lib, ... }: { x = [ config lib ]; };
  sub = types.submodule ({ given, ... }: { options.n = mkOption { default = given; }; });
in
{
  win-over-arguments = x { given = 1; } [ { _module.args.given = 2; } reads ];
  win-over-lib-and-config = x { lib = 1; config = 2; } [ named ];
  in-imports = x { given = { x = 1; }; } [ ({ given, ... }: { imports = [ given ]; }) ];
  not-in-submodules = (evalModules {
    specialArgs.given = 1;
    modules = [ { options.x = mkOption { type = sub; default = { }; }; } ];
  }).config.x.n;
  arguments-are-defined-once = x { } [
    { _file = "a.nix"; _module.args.given = 1; }
    { _file = "b.nix"; _module.args.given = 1; }
    reads
  ];
  arguments-have-priorities = x { } [ { _module.args.given = mkDefault 1; } { _module.args.given = 2; } reads ];
  arguments-are-lazy = x { } [
    { _module.args = { given = 1; other = throw "other"; }; }
    reads
  ];
  arguments-depend-on-config = x { } [ ({ config, ... }: { _module.args.given = config.flag; }) reads ];
  arguments-under-a-condition = x { } [ ({ config, ... }: { config = mkIf config.flag { _module.args.given = 1; }; }) reads ];
  arguments-in-imports = x { } [ { _module.args.given = { x = 1; }; } ({ given, ... }: { imports = [ given ]; }) ];
}
