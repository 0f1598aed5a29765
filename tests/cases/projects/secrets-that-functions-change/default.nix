# Functions make other values of values with secrets in them; free names stand in groups of options, too.
{
  lib ? import <nixpkgs/lib>,
}:
let
  inherit (lib) mkOption types;
  text = mkOption { type = types.str; };
  account = types.submodule {
    options.name = text;
    options.password = text // {
      meta.ui.secret = true;
    };
  };
  holder = types.submodule { options.below = mkOption { type = account; }; };
  holders = types.submodule { options.below = mkOption { type = types.listOf account; }; };
  tagged = types.attrTag { account = mkOption { type = account; }; };
  plain = types.submodule { options.name = text; };
  # Contains itself, and no secret.
  folder = types.submodule {
    options.name = text;
    options.below = many folder;
  };
  many =
    type:
    mkOption {
      type = types.listOf type;
      default = [ ];
    };
  # Contains itself and a secret.
  safe = types.submodule {
    options.name = text;
    options.below = many safe;
    options.owners = many account;
  };
  # Contain each other, and no secret.
  person = types.submodule {
    options = {
      people = many person;
      groups = many group;
      places = many place;
      events = many event;
      photos = many photo;
      albums = many album;
    };
  };
  group = types.submodule {
    options = {
      people = many person;
      groups = many group;
      places = many place;
      events = many event;
      photos = many photo;
      albums = many album;
    };
  };
  place = types.submodule {
    options = {
      people = many person;
      groups = many group;
      places = many place;
      events = many event;
      photos = many photo;
      albums = many album;
    };
  };
  event = types.submodule {
    options = {
      people = many person;
      groups = many group;
      places = many place;
      events = many event;
      photos = many photo;
      albums = many album;
    };
  };
  photo = types.submodule {
    options = {
      people = many person;
      groups = many group;
      places = many place;
      events = many event;
      photos = many photo;
      albums = many album;
    };
  };
  album = types.submodule {
    options = {
      people = many person;
      groups = many group;
      places = many place;
      events = many event;
      photos = many photo;
      albums = many album;
    };
  };
  made =
    type: apply:
    mkOption {
      inherit type apply;
    };
  address = it: "https://${it.name}:${it.password}@example.org";
  # Does not contain the secret as it was written.
  shout = it: lib.toUpper (address it);
in
lib.evalModules {
  modules = [
    {
      options = {
        address = made account address;
        beside = made account (it: it // { address = shout it; });
        within = made account (it: {
          name = it.name;
          address = address it;
        });
        lines = made (types.attrsOf account) (lib.mapAttrsToList (_: address));
        joined = made (types.listOf account) (lib.concatMapStringsSep " " address);
        chosen = made tagged (it: address it.account);
        kept = made (types.attrsOf account) (lib.filterAttrs (name: _: name != "root"));
        coerced = mkOption { type = types.coercedTo tagged (it: address it.account) types.str; };
        coerced-account = mkOption {
          type = types.coercedTo types.str (name: {
            inherit name;
            password = "made of ${name}";
          }) account;
        };
        safes = made safe (it: it.name);
        # A function of a value changes what options below declare, too.
        inner = made holder (it: it // { below = shout it.below; });
        inner-lines = made holders (it: it // { below = map shout it.below; });
        coerced-either = mkOption {
          type = types.coercedTo tagged (it: shout it.account) (types.either types.str account);
        };
        entries = made (types.attrListOf account) (map (it: shout it.first));
        free = made (types.submodule {
          freeformType = types.attrsOf types.str;
          options.owner = mkOption { type = account; };
        }) (it: it // { url = shout it.owner; });
        either = made (types.either account (types.attrsOf account)) shout;
        group = made (types.submodule {
          options.staff.chief = mkOption { type = account; };
        }) (it: { staff = shout it.staff.chief; });
        # Of these all is seen.
        known = made person (it: "${toString (builtins.length it.people)} people");
        greeting = made plain (it: "Hello ${it.name}");
        folders = made folder (it: it // { count = builtins.length it.below; });
        accounts = mkOption {
          type = types.submodule {
            freeformType = types.attrsOf (types.attrsOf account);
            options.staff.chief = mkOption { type = account; };
          };
        };
      };
    }
  ];
}
