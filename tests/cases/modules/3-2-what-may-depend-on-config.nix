with import <nixpkgs/lib>;
let
  config = module: (evalModules {
    modules = [
      {
        options.flag = mkOption { default = true; };
        options.name = mkOption { default = "k"; };
        options.x = mkOption { type = types.attrsOf types.int; default = { }; };
        options.group.k = mkOption { default = 0; };
      }
      module
    ];
  }).config;
in
{
  imports = (config ({ config, ... }: { imports = optional config.flag { }; })).flag;
  imports-of-arguments = (config ({ given, ... }: { imports = [ given ]; config._module.args.given = { }; })).flag;
  options = (config ({ config, ... }: { options = optionalAttrs config.flag { }; })).flag;
  names = (config ({ config, ... }: { ${config.name} = 1; })).flag;
  names-in-a-value = (config ({ config, ... }: { x.${config.name} = 1; })).x;
  names-in-another-group = (config ({ config, ... }: { group.${config.name} = 1; })).group;
}
