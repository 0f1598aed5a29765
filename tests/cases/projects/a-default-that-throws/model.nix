# A default that throws asks for a value in its own words: once somebody sets the option, all is well.
[
  <fedic/catalogue/resources/machine.nix>
  (
    { lib, ... }:
    {
      applications.shop = {
        description = "A shop";
        module.options = {
          enable = lib.mkEnableOption "the shop";
          owner = lib.mkOption {
            type = lib.types.str;
            default = throw "name the owner of the shop";
          };
        };
        implementation = settings: { resources.shop.machine.memoryMiB = builtins.stringLength settings.owner; };
      };
    }
  )
]
