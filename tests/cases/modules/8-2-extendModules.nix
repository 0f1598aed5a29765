with import <nixpkgs/lib>;
let
  base = evalModules {
    class = "mine";
    prefix = [ "old" ];
    specialArgs = { a = 1; b = 1; };
    modules = [
      { options.x = mkOption { type = types.listOf types.int; }; options.given = mkOption { type = types.raw; }; }
      ({ a, b, c, ... }: { x = [ 1 ]; given = [ a b c ]; })
    ];
  };
  extended = base.extendModules {
    prefix = [ "new" ];
    specialArgs = { b = 2; c = 2; };
    modules = [ { x = [ 2 ]; } ];
  };
in
{
  new-modules-come-after = extended.config.x;
  the-base-stays = base.config.x;
  special-arguments-are-joined = extended.config.given;
  the-prefix-is-replaced = [ base.options.x.loc extended.options.x.loc ];
  the-class-is-kept = extended.class;
  names = attrNames extended;
  kind = extended._type;
  config-has-_module = extended.config ? _module;
}
