# One option of every type that an operator could meet.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  of = type: mkOption { inherit type; };
  folder = types.submodule {
    options = {
      quota = mkOption {
        type = types.ints.between 1 100;
        default = 10;
      };
      folders = mkOption {
        type = types.attrsOf folder;
        default = { };
      };
    };
  };
in
{
  options = {
    flag = of types.bool;
    count = of types.int;
    port = of types.port;
    level = of types.ints.positive;
    ratio = of types.float;
    share = of (types.numbers.between 0 1);
    name = of types.str;
    title = of types.nonEmptyStr;
    line = of types.singleLineStr;
    text = of types.lines;
    code = of (types.strMatching "[a-z]{2}(-[A-Z]{2})?");
    any-text = of (types.strMatching ".{1,4}");
    path = of types.path;
    stored = of types.pathInStore;
    package = of types.package;
    size = of (types.enum [
      "small"
      "large"
    ]);
    mixed = of (types.enum [
      "auto"
      0
      null
    ]);
    maybe = of (types.nullOr types.int);
    list = of (types.listOf types.str);
    some = of (types.nonEmptyListOf types.int);
    table = of (types.attrsOf types.bool);
    users = of (
      types.attrsWith {
        elemType = types.str;
        placeholder = "user";
      }
    );
    set = of types.attrs;
    storage = of (
      types.attrTag {
        local = mkOption {
          type = types.path;
          description = "A folder of the machine.";
        };
        bucket = mkOption {
          type = types.submodule { options.name = of types.str; };
          description = "A bucket somewhere else.";
        };
      }
    );
    folder = of folder;
    free = of (
      types.submodule {
        freeformType = types.attrsOf types.int;
        options.known = of types.str;
      }
    );
    number-or-text = of (types.either types.int types.str);
    lists = of (types.either (types.listOf types.int) (types.listOf types.str));
    coerced = of (types.coercedTo types.str lib.toInt types.int);
    anything = of types.anything;
    function = mkOption {
      type = types.functionTo types.str;
      default = _: "";
    };
    fixed = mkOption {
      type = types.str;
      default = "f";
      readOnly = true;
    };
    shown = mkOption {
      type = types.str;
      default = "a";
      apply = lib.toUpper;
    };
    hidden = mkOption {
      type = types.str;
      default = "";
      visible = false;
    };
    group.inner = of types.str;
  };
  imports = [ (lib.mkRenamedOptionModule [ "called" ] [ "name" ]) ];
}
