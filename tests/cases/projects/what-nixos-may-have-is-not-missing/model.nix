# What a machine reads of options that nobody has listed is not known, which is no mistake.
[
  <fedic/catalogue>
  {
    applications.asking = {
      description = "Asks its machine for things";
      module.options = { };
      implementation = _: {
        resources.server.machine.nixos =
          {
            config,
            options,
            pkgs,
            ...
          }:
          let
            own = config.services.unheard;
          in
          {
            services.unheard.port = 80;
            services.asking = {
              port = own.port;
              host = own.hostName;
              user = config.users.users.somebody.home;
              text = options.services.unheard.port.default;
              version = pkgs.hello.version;
              build = config.system.build.toplevel.outPath;
              inherit (config.security) unheard;
              named = builtins.getAttr "name" own;
            };
          };
      };
    };
  }
]
