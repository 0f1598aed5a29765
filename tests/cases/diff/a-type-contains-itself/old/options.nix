{ lib, ... }:
let
  inherit (lib) mkOption types;
  folder =
    kinds:
    let
      self = types.submodule {
        options = {
          kind = mkOption { type = types.enum kinds; default = "file"; };
          below = mkOption { type = types.attrsOf self; default = { }; };
        };
      };
    in
    self;
in
{
  options = {
    root = mkOption {
      type = folder [ "file" "link" ];
      default = { };
    };
  };
}
