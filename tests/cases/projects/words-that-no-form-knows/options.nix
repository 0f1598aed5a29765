{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    size =
      mkOption {
        type = types.listOf (
          types.enum [
            "small"
            "large"
            0
          ]
        );
        default = [ ];
      }
      // {
        meta.ui = {
          title = "Size";
          enumTitles = {
            smal = "For a few";
            large = "For many";
            "0" = "For nobody";
          };
        };
      };
    name =
      mkOption {
        type = types.str;
        default = "";
      }
      // {
        meta.ui.titel = "Name";
      };
  };
}
