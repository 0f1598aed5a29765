# Modules of every form: a path, a function, a set, an imported function with arguments,
# a folder, a list within.
[
  ./machine.nix
  (
    { lib, ... }:
    {
      resources.cowsay-host = {
        description = "Somewhere a cow can speak";
        request.options.voice = lib.mkOption { type = lib.types.str; };
        policy =
          { config, ... }:
          {
            config.resource-type = lib.types.listOf lib.types.str;
            config.apply = requests: map (it: it.cowsay-host.voice) (lib.attrValues requests.resources);
          };
      };
    }
  )
  {
    applications.cow = {
      description = "A cow";
      module = ./cow/options.nix;
      implementation = import ./cow;
    };
  }
  (import ./place.nix { name = "home"; })
  (import ./place.nix { name = "away"; })
]
