# A derivation holds itself, by several names; a plan has its name alone.
(import <fedic/lib>).evalModules {
  modules = [
    (
      { lib, ... }:
      {
        options.package = lib.mkOption {
          type = lib.types.package;
          default = "/nix/store/00000000000000000000000000000000-hello";
        };
        options.made = lib.mkOption {
          type = lib.types.package;
          default = derivation {
            name = "made";
            system = "x86_64-linux";
            builder = "/bin/sh";
          };
        };
      }
    )
  ];
}
