# What this club runs, as modules of its own.
{
  lib ? import <nixpkgs/lib>,
}:
lib.evalModules {
  specialArgs.club = "example.org";
  modules = [
    ./options.nix
    ./services
    {
      _file = "defaults";
      site.title = lib.mkDefault "Our club";
    }
    (
      { config, ... }:
      {
        summary = "${config.site.title} at ${config.site.domain}";
      }
    )
  ];
}
