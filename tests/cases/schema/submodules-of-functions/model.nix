# Submodules that are functions: each has its own options, whatever stands beside or around it.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  first = types.submodule (
    { name, ... }:
    {
      options.ofFirst = mkOption {
        type = types.str;
        default = name;
        description = "What the first has.";
      };
    }
  );
  second = types.submodule (
    { name, ... }:
    {
      options.ofSecond = mkOption {
        type = types.int;
        default = 2;
        description = "What the second has.";
      };
    }
  );
  made =
    what:
    map (
      _:
      types.submodule (
        { name, ... }:
        {
          options.${what} = mkOption {
            type = types.str;
            default = what;
            description = "What ${what} has.";
          };
        }
      )
    ) [ null ];
  of =
    type: description:
    mkOption {
      inherit type description;
      default = { };
    };
in
{
  operator = {
    module.options = {
      one = of first "The first.";
      two = of second "The second.";
      three = of (builtins.head (made "ofThird")) "The third.";
      four = of (builtins.head (made "ofFourth")) "The fourth.";
      again = of first "The first once more.";
    };
    configure = _: { };
  };
}
