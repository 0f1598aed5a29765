# Functions make types of types, and these make texts that do not hold the secret as it was written.
{
  lib ? import <nixpkgs/lib>,
}:
let
  inherit (lib) mkOption types;
  account = types.submodule {
    options.name = mkOption { type = types.str; };
    options.password = mkOption { type = types.str; } // {
      meta.ui.secret = true;
    };
  };
  wrap = inner: types.submodule { options.below = mkOption { type = inner; }; };
  times =
    count: function: value:
    if count == 0 then value else times (count - 1) function (function value);
  made =
    type: apply:
    mkOption {
      inherit type apply;
    };
  shout = it: lib.toUpper "https://${it.name}:${it.password}@example.org";
  # Each is another type, and none holds a secret.
  endless =
    number:
    types.submodule {
      options.name = mkOption { type = types.str; };
      options.below = mkOption {
        type = types.nullOr (endless (number + 1));
        default = null;
      };
    };
in
lib.evalModules {
  modules = [
    {
      options = {
        wrapped = made (times 6 wrap account) (it: shout (times 6 (it: it.below) it));
        collected = made (times 8 types.attrsOf account) (
          it: shout (times 8 (it: builtins.head (builtins.attrValues it)) it)
        );
        # Nobody looks to the end of it, so that nothing is shown.
        endless = made (endless 0) (it: "Hello ${it.name}");
        # Of this all is seen.
        plain = made (times 6 wrap types.str) (it: "Hello ${times 6 (it: it.below) it}");
      };
    }
  ];
}
