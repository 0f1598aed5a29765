# Users of the machine.
{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;

  text = option (types.nullOr types.str) null;

  numbers = first: {
    options = {
      ${first} = mkOption {
        description = "The first number.";
        type = types.int;
      };
      count = option types.int 1 "How many.";
    };
  };

  user =
    { config, name, ... }:
    {
      options = {
        enable = flag true "Whether there is this user.";
        name = option types.str name "The user's name.";
        description = option types.str "" "The user's full name.";
        uid = option (types.nullOr types.int) null "The user's number; null for any.";
        isNormalUser = flag false "Whether it is a person.";
        isSystemUser = flag false "Whether it is a service.";
        group = option types.str "" "The user's first group.";
        extraGroups = option (types.listOf types.str) [ ] "The user's other groups.";
        home = option types.path (if config.isNormalUser then "/home/${config.name}" else "/var/empty") "The user's home.";
        homeMode = option (types.strMatching "[0-7]{1,5}") "700" "The mode of the home.";
        createHome = flag config.isNormalUser "Whether the home is made.";
        cryptHomeLuks = text "The encrypted device of the home.";
        pamMount = option (types.attrsOf types.str) { } "What is mounted when the user logs in.";
        shell = option (types.nullOr (types.either types.package types.path)) pkgs.shadow "The user's shell.";
        ignoreShellProgramCheck = flag false "Whether the shell need not be set up.";
        useDefaultShell = flag config.isNormalUser "Whether the shell is that of all users.";
        packages = option (types.listOf types.package) [ ] "Packages on the user's path.";
        expires = text "The day on which the account ends.";
        linger = option (types.nullOr types.bool) false "Whether the user's services run without a login.";
        hashedPassword = text "The hash of the password. Everybody can read it.";
        hashedPasswordFile = text "A file with the hash of the password.";
        passwordFile = text "The old name of `hashedPasswordFile`." // {
          visible = false;
        };
        password = text "The password. Everybody can read it.";
        initialHashedPassword = text "The hash of the password at first. Everybody can read it.";
        initialPassword = text "The password at first. Everybody can read it.";
        subUidRanges = option (types.listOf (types.submodule (numbers "startUid"))) [ ] "Numbers of users that the user may give.";
        subGidRanges = option (types.listOf (types.submodule (numbers "startGid"))) [ ] "Numbers of groups that the user may give.";
        autoSubUidGidRange = flag config.isNormalUser "Whether such numbers are found.";
        openssh.authorizedKeys = {
          keys = option (types.listOf types.singleLineStr) [ ] "Public keys that the user logs in with.";
          keyFiles = option (types.listOf types.path) [ ] "Files with such keys.";
        };
        openssh.authorizedPrincipals = option (types.listOf types.singleLineStr) [ ] "Names in certificates that the user logs in with.";
        unixHome = text "The home as PAM sees it." // {
          visible = false;
        };
      };
    };
in
{
  options.users.users = mkOption {
    description = "Users by name.";
    type = types.attrsOf (types.submodule user);
    default = { };
  };
}
