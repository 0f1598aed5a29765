{ lib, ... }:
let
  forgotten = "100%, or: less";
in
{
  applications.page = {
    description = "A page";
    module.options = {
      enable = lib.mkEnableOption "the page";
      title = lib.mkOption { type = lib.types.str; };
    };
    implementation = settings: {
      resources = if settings.enabel then { } else { };
    };
  };
  environments.here = {
    resources = { };
    implementation = _: { nixos.nixos-configuration = { }; };
  };
}
