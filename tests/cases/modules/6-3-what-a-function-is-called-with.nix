with import <nixpkgs/lib>;
let
  x = module: (evalModules {
    modules = [ { options.x = mkOption { type = types.raw; }; } { _module.args.given = 1; } module ];
    specialArgs.special = 2;
  }).config.x;
in
{
  without-formals = x (all: { x = attrNames all; });
  with-formals = x (all@{ given, ... }: { x = attrNames all; });
  its-value = x ({ given, ... }: { x = given; });
  special = x ({ special, specialArgs, ... }: { x = [ special specialArgs ]; });
  class-and-prefix = x ({ _class, _prefix, ... }: { x = [ _class _prefix ]; });
  defaults-are-not-used = x ({ missing ? 1, ... }: { x = missing; });
  missing-until-read = x ({ missing, ... }: { x = 1; });
  a-default-loses-to-the-argument = x (all@{ given ? 5, ... }: { x = all.given; });
  args-without-formals = x (all: { x = all.given; });
  without-ellipsis = x ({ config, lib, options }: { x = 1; });
}
