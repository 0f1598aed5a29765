# PostgreSQL, as NixOS runs it.
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;
  cfg = config.services.postgresql;
  opt = options.services.postgresql;

  scalar = types.oneOf [
    types.bool
    types.float
    types.int
    types.str
  ];

  user = {
    options = {
      name = mkOption {
        description = "The user's name.";
        type = types.str;
      };
      ensureDBOwnership = flag false "Whether the user owns the database of the same name.";
      ensureClauses = option (types.submodule {
        freeformType = types.attrsOf (
          types.nullOr (
            types.oneOf [
              types.str
              types.int
              types.bool
            ]
          )
        );
      }) { } "What the user's role can do.";
    };
  };
in
{
  options.services.postgresql = {
    enable = flag false "Whether PostgreSQL runs here.";
    package = option types.package pkgs.postgresql "The PostgreSQL that runs; another major version needs other data.";
    enableJIT = flag false "Whether queries are compiled.";
    checkConfig = flag true "Whether the settings are checked when the system is built.";
    dataDir = option types.path "/var/lib/postgresql" "Where the data are.";
    authentication = option types.lines "" "Who may log in how; comes before the rules that there are.";
    identMap = option types.lines "" "Which users of the system are which of the database.";
    initdbArgs = option (types.listOf types.str) [ ] "Further arguments when the data are made.";
    initialScript = option (types.nullOr types.path) null "What is run at the first start, as SQL.";
    ensureDatabases = option (types.listOf types.str) [ ] "Databases that there must be; others stay.";
    ensureUsers = option (types.listOf (types.submodule user)) [ ] "Users that there must be; others stay.";
    enableTCPIP = flag false "Whether other machines can reach it.";
    extensions = option (types.coercedTo (types.listOf types.raw) (list: _: list) (
      types.functionTo (types.listOf types.raw)
    )) (_: [ ]) "Packages of extensions.";
    settings = option (types.submodule {
      freeformType = types.attrsOf scalar;
      options = {
        shared_preload_libraries =
          option (types.nullOr (types.coercedTo (types.listOf types.str) (lib.concatStringsSep ",") types.commas))
            null
            "Libraries that are loaded at start.";
        log_line_prefix = option types.str "[%p] " "What each line of the log begins with.";
        port = option types.port 5432 "The port.";
      };
    }) { } "The configuration file.";
    superUser = option types.str "postgres" "The user that owns everything." // {
      internal = true;
      readOnly = true;
    };
    systemCallFilter = option (types.attrsOf types.raw) { } "What the service may ask of the kernel.";
  };

  config = lib.mkIf cfg.enable {
    assertions = map (user: {
      assertion = !user.ensureDBOwnership || builtins.elem user.name cfg.ensureDatabases;
      message = "`services.postgresql.ensureUsers` has `ensureDBOwnership` for `${user.name}`: a database of that name must be in `services.postgresql.ensureDatabases`";
      about = [
        opt.ensureUsers
        opt.ensureDatabases
      ];
    }) cfg.ensureUsers;
  };
}
