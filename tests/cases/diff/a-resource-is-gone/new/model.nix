{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  applications.blog = {
    description = "Words for everybody.";
    module.options.title = mkOption { type = types.str; };
    implementation = settings: { };
  };
  environments.home = {
    implementation = requests: { };
  };
}
