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
    fraction = of (types.enum [
      0.5
      1
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
    # A form shows the first alternative, and nothing of the other.
    numbers-or-words = mkOption {
      type = types.either (types.listOf types.int) (types.nullOr (types.listOf types.str));
      default = null;
      example = [ 1 ];
    };
    words = mkOption {
      type = types.attrsOf (types.either (types.listOf types.int) (types.nullOr types.str));
      default.one = "a";
      example.one = [ 2 ];
    };
    # A set of the second is evaluated as a list, the first's kind.
    tables = of (types.either (types.listOf types.str) (types.nullOr (types.attrListOf types.int)));
    with-hidden = mkOption {
      type = types.submodule {
        options.inner = mkOption {
          type = types.str;
          default = "";
          visible = false;
        };
      };
      default = { };
      example.inner = "a";
    };
    coerced = of (types.coercedTo types.str lib.toInt types.int);
    switched = of (types.coercedTo types.bool (on: if on then "on" else "off") types.str);
    picked = of (
      types.coercedTo (types.enum [
        "one"
        "many"
      ]) (it: if it == "one" then 1 else it) types.int
    );
    anything = of types.anything;
    number = of types.number;
    json = of types.json;
    toml = of types.toml;
    outside = of types.externalPath;
    relative = of (types.pathWith { absolute = false; });
    items = of (types.attrListOf types.int);
    items-by-name = of (
      types.attrListWith {
        elemType = types.int;
        asAttrs = true;
      }
    );
    entry = of (types.passwdEntry types.str);
    shell-entry = of (types.passwdEntry types.path);
    chosen-entry = of (
      types.passwdEntry (
        types.enum [
          "users"
          "staff"
          "a:b"
        ]
      )
    );
    lua = of types.luaInline;
    packages = of types.pkgs;
    files = of types.fileset;
    shell = mkOption {
      type = types.nullOr types.shellPackage;
      default = null;
    };
    nothing = of (types.enum [ ]);
    own = of (lib.mkOptionType {
      name = "even";
      check = it: lib.isInt it && lib.mod it 2 == 0;
    });
    imported-check = of (types.addCheck types.str (import ./fits.nix));
    own-text = of (types.str // { check = it: it == "a" || it == 1; });
    text-or-module = of (types.either types.str folder);
    module-or-text = of (types.either folder types.str);
    module-or-size = of (types.either folder (types.enum [ "none" ]));
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
    # What each of these is called is not what the group is called where it has a class.
    configuration-group = of (types.submodule { options.is-a-definition = of types.int; });
    configuration-group2 = of (types.submodule { options.is-another = of types.int; });
    # Names that are no identifiers, here or elsewhere.
    "größe" = of (types.submodule { options."1.5" = of types.int; });
    "1st" = of (types.submodule { options."say \"hi\" */" = of types.int; });
    "" = of (types.nullOr (types.submodule { options."\${x}" = of types.int; }));
    "a.b/c~d" = of types.int;
    field = of (types.submodule { options.is-not-pydantic-s = of types.int; });
    configuration = of (types.submodule { options.is-not-the-whole = of types.int; });
    forced = of types.str;
    joined = of (types.attrsOf (types.either types.str folder));
  };
  config = {
    forced = lib.mkForce "the model's";
    joined.ours.quota = 3;
  };
  imports = [
    (lib.mkRenamedOptionModule [ "called" ] [ "name" ])
    (lib.mkRenamedOptionModule [ "abcd" ] [ "a.b/c~d" ])
  ];
}
