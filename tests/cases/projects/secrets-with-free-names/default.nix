# Accounts by free names, each with a password.
{
  lib ? import <nixpkgs/lib>,
}:
let
  account = lib.types.submodule {
    options.mail = lib.mkOption { type = lib.types.str; };
    options.password = lib.mkOption { type = lib.types.nullOr lib.types.str; } // {
      meta.ui.secret = true;
    };
  };
in
lib.evalModules {
  modules = [
    {
      freeformType = lib.types.attrsOf account;
      options.title = lib.mkOption { type = lib.types.str; };
    }
  ];
}
